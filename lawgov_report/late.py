"""Modules that libraries import at their top and a run may never use: loaded when something of them is used.

Knows sys.modules and what the libraries do with those modules' members; nothing of ours.
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

Stubs = tuple[str, ...] | dict[str, object]


class _Class:
    """Stands for a class that only others are derived from, or compared with, which nobody uses."""


class _Handler(Protocol):
    """Stands for a protocol that only type checkers look into."""


# A library imports the members named here one by one, and at most calls them: each stands for the member till
# it is called. Where it is another value, it is given. Loading these modules took a tenth of a run.
LATER: dict[str, Stubs] = {
    "ast": {"NodeVisitor": _Class},  # inspect, to find the source of classes
    "bz2": (),
    "difflib": ("get_close_matches", "unified_diff"),
    "gettext": ("gettext", "ngettext"),
    "hashlib": ("sha1",),
    "importlib.metadata": ("entry_points",),  # Pydantic, for plugins, which are switched off
    "jinja2.compiler": ("CodeGenerator", "generate"),  # the code of built-in templates is kept
    "jinja2.lexer": ("Lexer", "TokenStream", "get_lexer"),
    "jinja2.loaders": (
        *("BaseLoader", "ChoiceLoader", "DictLoader", "FileSystemLoader", "FunctionLoader", "ModuleLoader"),
        *("PackageLoader", "PrefixLoader"),
    ),
    "jinja2.parser": ("Parser",),
    "json": (),
    "locale": (),
    "lzma": (),
    "platform": (),
    "random": ("choice", "randrange"),
    "secrets": (),
    "shellingham": (),
    "subprocess": (),
    "tempfile": (),
    "tokenize": (),
    "urllib.parse": ("quote", "quote_from_bytes"),
    "uuid": {"UUID": _Class},  # typer, for arguments that are one
}
AT_FIRST = ("ast", "uuid")  # their stubs do for what the command line imports, and for nothing else
# What Pydantic needs only to build validators, which are kept, and to make JSON Schemas: a sixth of a run
TRIED = ("2.14.",)  # its versions that do with these stubs; any other loads it all
PYDANTIC: dict[str, Stubs] = {
    "annotated_types": ("Ge", "Gt", "Le", "Lt", "MaxLen", "MinLen", "MultipleOf"),
    "pydantic._internal._docs_extraction": ("extract_docstrings_from_cls",),  # which it is not asked for
    "pydantic._internal._generate_schema": ("GenerateSchema", "InvalidSchemaError"),
    "pydantic.json_schema": {
        "DEFAULT_REF_TEMPLATE": "#/$defs/{model}",
        "GenerateJsonSchema": None,
        "JsonSchemaMode": None,
        "JsonSchemaValue": None,
        "PydanticJsonSchemaWarning": None,
        "model_json_schema": None,
    },
    "pydantic.types": ("AllowInfNan", "FailFast", "Strict"),
    "pydantic_core.core_schema": {
        **dict.fromkeys(("CoreConfig", "CoreSchema", "CoreSchemaType", "ErrorType")),
        "ValidationInfo": list,
        "ValidatorFunctionWrapHandler": _Handler,
    },
}


class _Call:
    """Stands for a member that is only called. A function or a partial would bind as a method of a class."""

    def __init__(self, module: "Later", name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *arguments: object, **options: object) -> object:
        return getattr(self._module._loaded(), self._name)(*arguments, **options)  # noqa: SLF001 its own helper


class Later(ModuleType):
    """A module that is loaded when something of it is first used; a stub of it, when it is called.

    Those of `company` are loaded with it: what one of them imports from another is then no stub.
    """

    def __init__(self, name: str, stubs: Stubs, company: tuple[str, ...] = ()) -> None:
        super().__init__(name)
        self._stubs = stubs if isinstance(stubs, dict) else dict.fromkeys(stubs)
        self._company = (name, *company)

    def __getattr__(self, name: str) -> object:
        """Return a member of the module."""
        if name in self._stubs and sys.modules.get(self.__name__) is self:
            self._join()
            stub = self._stubs[name]
            return _Call(self, name) if stub is None else stub
        if name == "__path__" and self._stubs:
            raise AttributeError(name)  # so the import system asks before it takes a member
        return getattr(self._loaded(), name)

    def _join(self) -> None:
        """Become a member of the package, as any module does that is imported."""
        package, _, member = self.__name__.rpartition(".")
        if package in sys.modules:
            setattr(sys.modules[package], member, self)

    def _loaded(self) -> ModuleType:
        """Return the module itself, which takes this one's place."""
        held = sys.modules.get(self.__name__)
        if held is not None and held is not self:
            return held
        take_back(self._company)
        return import_module(self.__name__)


def put_off() -> None:
    """Let the modules of LATER be loaded when they are used. A submodule is also a member of its package."""
    for name, stubs in LATER.items():
        if name not in sys.modules:
            sys.modules[name] = Later(name, stubs)
            package, _, member = name.rpartition(".")
            if package and package != "jinja2":  # which loads all its members: it only imports them by name
                setattr(import_module(package), member, sys.modules[name])


def take_back(names: "Iterable[str]") -> None:
    """Let whoever imports one of these modules from now on have the module itself."""
    for name in names:
        if isinstance(sys.modules.get(name), Later):
            del sys.modules[name]


def put_off_for_data() -> None:
    """Let what reading data does without be loaded when it is used."""
    if not sys.modules.keys() & PYDANTIC and _tried():
        for name, stubs in PYDANTIC.items():
            sys.modules[name] = Later(name, stubs, (*PYDANTIC,) if name.startswith("pydantic") else ())
        setattr(import_module("pydantic"), "types", sys.modules["pydantic.types"])  # noqa: B010 no attribute of it


def _tried() -> bool:
    """Return whether the installed version of Pydantic was tried; importing it to ask would load all."""
    from pathlib import Path  # noqa: PLC0415 it imports one of LATER at its top

    found = PathFinder.find_spec("pydantic")
    if found is None or found.origin is None:
        return False
    told = Path(found.origin).with_name("version.py").read_text(encoding="utf-8")
    return any(f"VERSION = '{version}" in told for version in TRIED)
