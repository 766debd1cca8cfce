"""Where everything is: the project's commands, and the peers in a venv of their own, made when missing.

Knows files and pip; not what is measured.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Broken

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
PEERS = ("check-jsonschema", "docxtpl", "pypandoc_binary", "rendercv")
VERSIONS = "import sys; from importlib.metadata import version; print(*map(version, sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Bench:
    """The folders of a measurement."""

    project: Path
    venv: Path
    work: Path

    def ours(self, name: str) -> str:
        """Return a command of the project's venv, which runs this program."""
        return _existing(Path(sys.executable).parent / name)

    def peer(self, name: str) -> str:
        """Return a command of the peers' venv."""
        return _existing(self.venv / "bin" / name)

    def script(self, name: str) -> tuple[str, str]:
        """Return how a program of tests/bench/peers is run."""
        return self.peer("python"), str(HERE / "peers" / name)

    def pandoc(self) -> str:
        """Return the pandoc binary itself, so that no Python is measured with it."""
        return _existing(next(self.venv.glob("lib/python3*/site-packages/pypandoc/files/pandoc")))

    def office(self) -> str:
        """Return LibreOffice, which is no package of Python: the system's."""
        found = shutil.which("soffice")
        if found is None:
            raise Broken("soffice is not installed")
        return found


def set_up(project: Path) -> Bench:
    """Return the bench of a project, its peers installed. What is already there is not done again."""
    folder = project / ".bench"
    bench = Bench(project, folder / "venv", folder / "work")
    bench.work.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    stamp, wanted = bench.venv / "installed.txt", REQUIREMENTS.read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        sys.stderr.write("installing the peers into .bench/venv …\n")
        run(sys.executable, "-m", "venv", "--clear", str(bench.venv))
        pip = (bench.peer("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--requirement", str(REQUIREMENTS))
        stamp.write_text(wanted, encoding="utf-8")
    return bench


def versions(bench: Bench) -> dict[str, str]:
    """Return the version of each peer."""
    told_versions = told(bench.peer("python"), "-c", VERSIONS, *PEERS).split()
    named = dict(zip(PEERS, told_versions, strict=True))
    del named["pypandoc_binary"]
    return named | {"pandoc": told(bench.pandoc(), "--version").split()[1]}


def run(*arguments: str) -> None:
    """Run a preparing command. Raises Broken when it fails."""
    done = subprocess.run(arguments, check=False)
    if done.returncode:
        raise Broken(f"exit {done.returncode}: {' '.join(arguments)}")


def told(*arguments: str) -> str:
    """Return what a preparing command writes to stdout. Raises Broken when it fails."""
    done = subprocess.run(arguments, check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        raise Broken(f"exit {done.returncode}: {' '.join(arguments)}")
    return done.stdout


def _existing(path: Path) -> str:
    if not path.exists():
        raise Broken(f"{path.name} is not installed beside this Python")
    return str(path)
