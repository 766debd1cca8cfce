"""Templates, compiled once and rendered in Jinja2's sandbox: what the formats share.

Knows Jinja2; not a format, nor where templates are found. The only state is a cache of compiled templates:
compiling one takes longer than rendering it.
"""

from __future__ import annotations

import traceback
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from lawgov_report.files import Unusable
from lawgov_report.writing.bounds import CHARACTERS, Bounded, numbers, too_long

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from jinja2 import Template

    Escape = Callable[[str], str]

# What the code of a template can raise: templates are the office's own, so a slip in one is not a bug of ours
MISTAKES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


def environment(escape: Escape | None = None) -> Bounded:
    """Return an environment whose printed values are escaped: for XML and HTML, or by `escape`.

    What macros return, and Markup, is not escaped again.
    """
    created = Bounded(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        optimized=False,  # looking for what can be calculated beforehand takes longer than it saves
    )
    # Jinja2's own globals (lipsum, cycler, …) can draw random words or keep state: outputs would differ
    created.globals.clear()
    created.globals["range"] = numbers
    if escape is not None:
        # autoescape knows only XML and HTML; as Markup a value passes by it, escaped once and by `escape`
        count = created.work.printing
        created.finalize = lambda value: (
            count(value) if hasattr(value, "__html__") else Markup(escape(count(str(value))))  # noqa: S704
        )
    return created


@lru_cache(maxsize=32)
def compiled(source: bytes, name: str, escape: Escape | None = None) -> Template:
    """Return a template ready to render; `name` is shown in messages.

    Raises Unusable where it is not UTF-8 or not a template.
    """
    created = environment(escape)
    try:
        text = source.decode("utf-8-sig")
        code = created.code(text, name)
    except UnicodeDecodeError as error:
        message = f"模板 {name} 不是 UTF-8 编码"
        raise Unusable(message) from error
    except TemplateSyntaxError as error:
        message = f"模板 {name} 第 {error.lineno} 行写法有误：{error.message}"
        raise Unusable(message) from error
    except MISTAKES as error:
        message = f"模板 {name} 不能用：{error}"
        raise Unusable(message) from error
    # from_string() would give the template no file name, by which _line() finds it in a traceback
    return created.template_class.from_code(created, code, created.make_globals(None))


def render(template: Template, context: Mapping[str, object]) -> str:
    """Return the text that a template makes of `context`.

    Raises Unusable where the template asks for what does not exist, or for too much.
    """
    try:
        return _generated(template, context)
    except MISTAKES as error:
        message = f"模板 {template.name} 第 {_line(error, template)} 行不能用：{error}"
        raise Unusable(message) from error


def _generated(template: Template, context: Mapping[str, object]) -> str:
    """Return what a template prints, which is counted while it comes."""
    cast("Bounded", template.environment).work.begin()
    pieces: list[str] = []
    length = 0
    printing = cast("Generator[str]", template.generate(context))
    for piece in printing:
        pieces.append(piece)
        length += len(piece)
        if length > CHARACTERS:
            printing.throw(too_long())  # where the template stands, so that its line is known
    return "".join(pieces)


def _line(error: BaseException, template: Template) -> int:
    """Return the line of the template that raised, 0 where it is not known."""
    frames = traceback.extract_tb(error.__traceback__)
    # the last such frame is the innermost: the line of a macro, not of the place that calls it
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == template.filename), 0)
