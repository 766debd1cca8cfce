"""The validators of the models, the layout and the terms, kept from run to run: making them takes long.

Knows where they are kept and what they depend on; not what the models say.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

import pydantic
import pydantic_core

from lawgov_report import files
from lawgov_report.project import Glossary, terms_of
from lawgov_report.source import Source

if TYPE_CHECKING:
    from pydantic import BaseModel

    from lawgov_report.layout import Layout

SOURCES = ("schema", "catalogue", "year", "terms", "layout", "diagnostics")
DAMAGED = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)


def ready(model: type[BaseModel]) -> None:
    """Give a model of a whole file its validator: one that was kept, or one built now and kept.

    It is kept beside the code that Python keeps of the package, and is trusted like that. One that another
    version of the package or of Pydantic made is not used.
    """
    name, made_by = f"{model.__name__}.validator", _versions()
    kept = files.kept(name)
    if kept.startswith(made_by):
        with suppress(*DAMAGED):
            model.__pydantic_validator__ = pickle.loads(kept[len(made_by) :])  # noqa: S301 see above
            return
    model.model_rebuild()
    made: Any = model.__pydantic_validator__
    with suppress(*DAMAGED, pickle.PicklingError):  # where it cannot be kept, it is built each time
        kind, (schema, *others) = made.__reduce__()
        files.keep(name, made_by + pickle.dumps(kind(_bare(schema), *others)))


def layout(name: str, content: bytes) -> Layout:
    """Return the layout that the bytes of a file hold: one kept of the same bytes, or one read now and kept.

    Raises files.Unusable with what is wrong first.
    """
    from lawgov_report import layout as layouts

    made_by = _versions() + content
    kept = files.kept(name)
    if kept.startswith(made_by):
        with suppress(*DAMAGED):
            return cast("Layout", pickle.loads(kept[len(made_by) :]))  # noqa: S301 trusted as above
    ready(layouts.Layout)
    made = layouts.made_of(name, content)
    files.keep(name, made_by + pickle.dumps(made))
    return made


def terms(name: str, content: bytes) -> Glossary:
    """Return what a file of terms holds: kept of the same bytes, or read now, and kept where it is sound."""
    made_by, shelf = _versions() + content, name.replace("/", "-")
    kept = files.kept(shelf)
    if kept.startswith(made_by):
        with suppress(*DAMAGED):
            held, lines = pickle.loads(kept[len(made_by) :])  # noqa: S301 trusted as above
            return Glossary(held, (Source(name, lines, None, None),), ())
    from lawgov_report.terms import Terms

    ready(Terms)
    made = terms_of(name, content)
    if made.terms and not made.diagnostics:
        files.keep(shelf, made_by + pickle.dumps((made.terms, made.sources[0].lines)))
    return made


def _bare(schema: Any) -> Any:  # noqa: ANN401 mappings, lists and leaves of any kind
    """Return a core schema without what is only there to make JSON Schemas, some of which cannot be kept."""
    if isinstance(schema, dict):
        spare = "metadata" if "type" in schema else ""
        return {key: _bare(value) for key, value in schema.items() if key != spare}
    return [_bare(value) for value in schema] if isinstance(schema, list) else schema


@cache
def _versions() -> bytes:
    """Return what a validator depends on: the models' code, which it calls, and Pydantic's versions."""
    package = Path(__file__).parent.parent
    code = crc32(b"".join(files.read(package / f"{name}.py", 1 << 20) for name in SOURCES))
    return f"{pydantic.VERSION} {pydantic_core.__version__} {code:08x}\n".encode()
