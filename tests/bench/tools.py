"""Where everything is: the project's commands, and the peers in a venv of their own, made when missing.

Knows files and pip; not what is measured.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import rendering
from bench.measure import Broken

HERE = Path(__file__).parent
PEERS = {
    "venv": ("check-jsonschema", "docxtpl", "pypandoc_binary", "rendercv"),
    "diff": ("deepdiff",),
}
VERSIONS = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Bench:
    """The folders of a measurement; `office` is the system's LibreOffice, None where there is none.

    `fonts` is a fontconfig file by which those of .fonts/ stand in for the office fonts, None without them.
    """

    project: Path
    venvs: Path
    work: Path
    office: str | None
    fonts: Path | None

    def ours(self, name: str) -> str:
        """Return a command of the project's venv, which runs this program."""
        return _existing(Path(sys.executable).parent / name)

    def peer(self, name: str, venv: str = "venv") -> str:
        """Return a command of a venv of peers."""
        return _existing(self.venvs / venv / "bin" / name)

    def script(self, name: str) -> tuple[str, str]:
        """Return how a program of tests/bench/peers is run."""
        return self.peer("python"), str(HERE / "peers" / name)

    def script_beside_ours(self, name: str) -> tuple[str, str]:
        """Return how a program of tests/bench/peers is run by the project's own Python.

        For a script on a library that ours stands on: openpyxl loads numpy wherever it is installed, which
        takes as long as ten forms. With the same packages beside them, both do or neither.
        """
        return sys.executable, str(HERE / "peers" / name)

    def pandoc(self) -> str:
        """Return the pandoc binary itself, so that no Python is measured with it."""
        return _existing(next(self.venvs.glob("venv/lib/python3*/site-packages/pypandoc/files/pandoc")))


def set_up(project: Path) -> Bench:
    """Return the bench of a project, its peers installed. What is already there is not done again."""
    folder = project / ".bench"
    (folder / "work").mkdir(parents=True, exist_ok=True)
    fonts = None if rendering.missing() else rendering.fontconfig(folder)
    bench = Bench(project, folder, folder / "work", shutil.which("soffice"), fonts)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    for name in PEERS:
        _install(bench, name)
    return bench


def _install(bench: Bench, name: str) -> None:
    """Make a venv of peers from its requirements: those of one would break those of another."""
    requirements = HERE / "requirements" / f"{name}.txt"
    stamp, wanted = bench.venvs / name / "installed.txt", requirements.read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    sys.stderr.write(f"installing the peers into .bench/{name} …\n")
    run(sys.executable, "-m", "venv", "--clear", str(bench.venvs / name))
    pip = (bench.peer("python", name), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--requirement", str(requirements))
    stamp.write_text(wanted, encoding="utf-8")


def versions(bench: Bench) -> dict[str, str]:
    """Return the version of each peer."""
    named: dict[str, str] = {}
    for venv, peers in PEERS.items():
        found = output(bench.peer("python", venv), "-c", VERSIONS, *peers).split()
        named |= dict(zip(peers, found, strict=True))
    del named["pypandoc_binary"]
    named |= {"openpyxl": version("openpyxl"), "pandoc": output(bench.pandoc(), "--version").split()[1]}
    if bench.office:
        named["LibreOffice"] = output(bench.office, "--version").split()[1]
    return named


def run(*arguments: str) -> None:
    """Run a preparing command. Raises Broken when it fails."""
    done = subprocess.run(arguments, check=False)
    if done.returncode:
        raise Broken(f"exit {done.returncode}: {' '.join(arguments)}")


def output(*arguments: str) -> str:
    """Return what a preparing command writes to stdout. Raises Broken when it fails."""
    done = subprocess.run(arguments, check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        raise Broken(f"exit {done.returncode}: {' '.join(arguments)}")
    return done.stdout


def _existing(path: Path) -> str:
    if not path.exists():
        raise Broken(f"{path.name} is not installed beside this Python")
    return str(path)
