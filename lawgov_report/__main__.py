"""python -m lawgov_report is lawgov: sets the process up, then runs the command line."""

import gc
import os
import sys
from functools import partial
from importlib import import_module
from types import ModuleType

# Libraries import these at their top, some of them function by function, and most runs use nothing of them:
# loading them took a tenth of a run
LATER: dict[str, tuple[str, ...]] = {
    "bz2": (),
    "difflib": ("get_close_matches", "unified_diff"),
    "gettext": ("gettext", "ngettext"),
    "hashlib": ("sha1",),
    "importlib.metadata": ("entry_points",),  # Pydantic, for plugins, which are switched off
    "jinja2.compiler": ("CodeGenerator", "generate"),  # the code of built-in templates is kept
    "jinja2.lexer": ("Lexer", "TokenStream", "get_lexer"),
    "jinja2.parser": ("Parser",),
    "json": (),
    "locale": (),
    "lzma": (),
    "random": ("choice", "randrange"),
    "secrets": (),
    "shellingham": (),
    "subprocess": (),
    "tempfile": (),
    "tokenize": (),
    "urllib.parse": ("quote", "quote_from_bytes"),
}
WHOLE = frozenset({"jinja2"})  # packages whose members are only imported by name: they load with them


class Later(ModuleType):
    """A module that is loaded when something of it is first used; one of `functions`, when it is called."""

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        self._functions = functions

    def __getattr__(self, name: str) -> object:
        """Return a member of the module."""
        if name in self._functions:
            return partial(self._call, name)
        if name == "__path__" and self._functions:
            raise AttributeError(name)  # so the import system asks before it takes a function
        return getattr(self._loaded(), name)

    def _call(self, name: str, /, *arguments: object, **options: object) -> object:
        return getattr(self._loaded(), name)(*arguments, **options)

    def _loaded(self) -> ModuleType:
        """Return the module itself, which takes this one's place."""
        held = sys.modules.get(self.__name__)
        if held is not None and held is not self:
            return held
        sys.modules.pop(self.__name__, None)
        return import_module(self.__name__)


def _put_off(name: str, functions: tuple[str, ...]) -> None:
    """Let a module be loaded when it is used; a submodule is also a member of its package."""
    sys.modules[name] = Later(name, functions)
    package, _, member = name.rpartition(".")
    if package and package not in WHOLE:
        setattr(import_module(package), member, sys.modules[name])


def main() -> None:
    """Run lawgov and end the process with its exit code."""
    gc.set_threshold(100_000)  # loading modules makes no garbage; looking for it costs 25 ms
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins costs 25 ms
    os.environ.setdefault("PYTHONTZPATH", "")  # looking where time zones lie costs 1 ms; nobody asks for one
    for name, functions in LATER.items():
        if name not in sys.modules:
            _put_off(name, functions)
    from lawgov_report import cli  # noqa: PLC0415 after the settings above

    cli.main()


if __name__ == "__main__":
    main()
