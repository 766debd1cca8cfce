"""The wheel, built and installed as a user installs it: a fresh environment, no checkout in sight."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from made import lawgov

from lawgov_report import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PACKAGE = "lawgov_report"
# made up: what `lawgov init --sample` unpacks, and `--sample national`
SAMPLES = {
    name: {
        f"data/{path.name}": path.read_bytes()
        for path in (ROOT / "tests" / "projects" / name / "data").iterdir()
    }
    for name in ("shifan", "yangli")
}


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment of its own with the wheel in it."""

    wheel: Path
    folder: Path

    @property
    def python(self) -> Path:
        return self.script("python")

    def script(self, name: str) -> Path:
        return Path(_path("scripts", self.folder), f"{name}.exe" if os.name == "nt" else name)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it; its dependencies are those of the running environment."""
    folder = tmp_path_factory.mktemp("package")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    made = Installed(wheel, folder / "venv")
    venv.create(made.folder, symlinks=os.name != "nt")
    here = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    link = Path(_path("purelib", made.folder), "dependencies.pth")
    link.write_text("".join(f"{path}\n" for path in sorted(here)), encoding="utf-8")
    offline = ("--no-index", "--no-deps", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", "--python", made.python, "install", *offline, wheel)
    return made


def test_the_wheel_holds_the_package_every_template_and_the_samples_and_nothing_else(
    installed: Installed,
) -> None:
    with zipfile.ZipFile(installed.wheel) as file:
        names = {name for name in file.namelist() if not name.startswith(f"lawgov-{__version__}.dist-info/")}
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).rglob("*.py")}
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).rglob("pages/LG*.md")}
    lists = {path.relative_to(ROOT).as_posix() for path in (ROOT / PACKAGE).rglob("rules/*.txt")}
    typed = {f"{PACKAGE}/py.typed"}
    templates = {f"{PACKAGE}/templates/{name}" for name in _files(ROOT / "templates")}
    samples = {f"{PACKAGE}/samples/{office}/{name}" for office, held in SAMPLES.items() for name in held}
    assert len(pages) >= 28
    assert len(lists) >= 2
    assert len(templates) >= 4
    assert len(samples) >= 8
    assert names == modules | typed | pages | lists | templates | samples


def test_the_installed_command_builds_what_the_checkout_builds_in_a_folder_with_data_alone(
    installed: Installed, tmp_path: Path
) -> None:
    project, expected = tmp_path / "office", tmp_path / "expected"
    shutil.copytree(ROOT / "data", project / "data")
    assert lawgov("build", "2020", "--out", expected).returncode == 0  # the checkout's, in this process
    shown = _run(installed.script("lawgov"), "build", "2020", folder=project)
    assert shown.split() == [str(Path("out", "2020.md")), str(Path("out", "2020.docx"))]
    assert _files(project / "out") == _files(expected)
    assert set(_files(expected)) == {"2020.md", "2020.docx"}


def test_the_installed_command_is_not_the_checkout(installed: Installed, tmp_path: Path) -> None:
    shown = _run(installed.python, "-c", f"import {PACKAGE}; print({PACKAGE}.__file__)", folder=tmp_path)
    assert Path(shown.strip()).is_relative_to(installed.folder)


def test_command_and_module_tell_the_version_of_the_project(installed: Installed, tmp_path: Path) -> None:
    said = f"lawgov {__version__}\n"
    assert _run(installed.script("lawgov"), "--version", folder=tmp_path) == said
    assert _run(installed.python, "-m", PACKAGE, "--version", folder=tmp_path) == said


@pytest.mark.parametrize(("name", "office"), [((), "shifan"), (("national",), "yangli")])
def test_the_installed_command_unpacks_a_sample_and_works_there(
    name: tuple[str, ...], office: str, installed: Installed, tmp_path: Path
) -> None:
    command = installed.script("lawgov")
    _run(command, "init", "样例 项目", "--sample", *name, folder=tmp_path)
    assert _files(tmp_path / "样例 项目") == SAMPLES[office]
    _run(command, "validate", folder=tmp_path / "样例 项目")


def test_the_installed_command_starts_a_project_that_works_at_once(
    installed: Installed, tmp_path: Path
) -> None:
    command = installed.script("lawgov")
    _run(command, "init", "新 项目", "--jurisdiction", "西宁市城中区", "--year", "2020", folder=tmp_path)
    _run(command, "build", "--draft", folder=tmp_path / "新 项目")
    _run(command, "new", "2021", "--from", "2020", folder=tmp_path / "新 项目")


def _path(name: str, environment: Path) -> str:
    """Return a folder of a virtual environment by its name in sysconfig."""
    return sysconfig.get_path(name, "venv", {"base": str(environment), "platbase": str(environment)})


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _run(*command: str | Path, folder: Path | None = None) -> str:
    """Return what a command prints; fails with all that it said where it does not succeed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
