"""The validators of the models, kept from run to run: building them takes a tenth of a short one.

Knows where they are kept and what they depend on; not what the models say.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pydantic
import pydantic_core

from lawgov_report import files

if TYPE_CHECKING:
    from lawgov_report.schema import Model

SOURCES = ("schema", "catalogue", "year", "terms")
DAMAGED = (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError)


def ready(model: type[Model]) -> None:
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
    files.keep(name, made_by + pickle.dumps(model.__pydantic_validator__))


def _versions() -> bytes:
    """Return what a validator depends on: the models' code, which it calls, and Pydantic's versions."""
    package = Path(__file__).parent.parent
    code = crc32(b"".join(files.read(package / f"{name}.py", 1 << 20) for name in SOURCES))
    return f"{pydantic.VERSION} {pydantic_core.__version__} {code:08x}\n".encode()
