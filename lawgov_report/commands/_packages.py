"""What Python packages are installed, and whether they are those that lawgov asks for: for `lawgov doctor`.

Knows the environment that lawgov runs in; not how it is shown.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import TYPE_CHECKING

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The name to install a package by, and the one to import it by
BASE = {"jinja2": "jinja2", "pydantic": "pydantic", "python-docx": "docx", "pyyaml": "yaml", "typer": "typer"}
EXTRAS = {
    "charts": {"matplotlib": "matplotlib"},
    "forms": {"openpyxl": "openpyxl"},
    "pdf": {"pypdf": "pypdf", "typst": "typst"},
    "preview": {"watchfiles": "watchfiles"},
}
BOUND = re.compile(r"(>=|<=|==|<|>)\s*([0-9.]+)")
HOLDS = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Package:
    """A package that something needs: `problem` says why it cannot be used, "" where it can."""

    name: str
    version: str
    problem: str


@dataclass(frozen=True, slots=True)
class Extra:
    """An extra: installed, missing, or broken; the packages that it needs; what puts it right."""

    name: str
    state: str
    packages: tuple[Package, ...]
    remedy: str

    def broken(self) -> Iterator[Package]:
        """Yield the packages that are there and cannot be used; those not there may not be wanted."""
        return (package for package in self.packages if package.problem and package.version)


def base() -> tuple[Package, ...]:
    """Return the packages without which lawgov cannot run."""
    return tuple(_package(name, module) for name, module in BASE.items())


def extras() -> tuple[Extra, ...]:
    """Return what `pip install "lawgov[…]"` may add."""
    return tuple(_extra(name, modules) for name, modules in EXTRAS.items())


def _extra(name: str, modules: Mapping[str, str]) -> Extra:
    packages = tuple(_package(package, module) for package, module in modules.items())
    if not any(package.problem for package in packages):
        return Extra(name, "installed", packages, "")
    extra = Extra(name, "missing", packages, files.installing(name))
    if any(extra.broken()):
        return Extra(name, "broken", packages, extra.remedy)
    return extra


def _package(name: str, module: str) -> Package:
    """Return a package as it is installed; to know whether it works it is imported."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        version = ""
    try:
        import_module(module)
    except ImportError as error:
        return Package(name, version, f"已安装，但不能用：{error}" if version else "没有安装")
    bounds = _bounds(name)
    if all(fits(version, sign, bound) for sign, bound in BOUND.findall(bounds)):
        return Package(name, version, "")
    return Package(name, version, f"是 {version}，应为 {bounds}")


def _bounds(name: str) -> str:
    """Return what lawgov asks of a package's version, "" where lawgov itself is not installed."""
    try:
        requirements = metadata.requires("lawgov") or []
    except metadata.PackageNotFoundError:
        return ""
    # jinja2<4,>=3.1   or, of older build tools,   jinja2 (<4,>=3.1); an extra's has ; extra == "pdf" behind
    pattern = re.compile(rf"{re.escape(name)}\s*\(?([^;)]*)", re.IGNORECASE)
    for requirement in requirements:
        if match := pattern.match(requirement):
            return match[1].strip()
    return ""


def fits(version: str, sign: str, bound: str) -> bool:
    """Return whether a version keeps to a bound such as >= 3.1.

    Only numbers are compared, 3.0rc1 as 3.0: enough to say what is too old, as pip has compared exactly.
    The library that does so, packaging, is none of those that lawgov needs.
    """
    left, right = _numbers(version), _numbers(bound)
    # 2 and 2.0.0 are one version, so the shorter is filled up
    size = max(len(left), len(right))
    holds: bool = HOLDS[sign](_filled(left, size), _filled(right, size))
    return holds


def _filled(numbers: tuple[int, ...], size: int) -> tuple[int, ...]:
    return numbers + (0,) * (size - len(numbers))


def _numbers(version: str) -> tuple[int, ...]:
    release = re.split(r"[a-z+]", version)[0]
    return tuple(int(number) for number in re.findall(r"\d+", release))
