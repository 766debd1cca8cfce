"""Kinds of faults beyond those of sowing.py: a module each group, with its KINDS.

What nobody claims has no codes, and stands in docs/unclaimed.md by its name.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sowing import Kind


def kinds() -> tuple[Kind, ...]:
    """Return the kinds of every module here, by the name of the module."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(kind for name in names for kind in import_module(f"sown.{name}").KINDS)
