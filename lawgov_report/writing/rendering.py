"""Templates, compiled once and rendered in Jinja2's sandbox: what the formats share.

Knows Jinja2; not a format, nor where templates are found. The only state is a cache of compiled templates.
"""

from __future__ import annotations

import traceback
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from lawgov_report.files import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template
    from jinja2.runtime import Context

    Escape = Callable[[str], str]

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


def environment(escape: Escape | None = None) -> SandboxedEnvironment:
    """Return an environment whose printed values are escaped: for XML and HTML, or by `escape`.

    What macros return, and Markup, is not escaped again.
    """
    made = SandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True
    )
    made.globals.clear()
    made.globals["range"] = range
    if escape is not None:
        made.finalize = lambda value: value if hasattr(value, "__html__") else Markup(escape(str(value)))  # noqa: S704
    return made


@lru_cache(maxsize=32)
def compiled(source: bytes, name: str, escape: Escape | None = None) -> Template:
    """Return a template ready to render; `name` is shown in messages.

    Raises Unusable where it is not UTF-8 or not a template.
    """
    made = environment(escape)
    try:
        text = source.decode("utf-8-sig")
        code = made.compile(text, name, name)
    except UnicodeDecodeError as error:
        message = f"模板 {name} 不是 UTF-8 编码"
        raise Unusable(message) from error
    except TemplateSyntaxError as error:
        message = f"模板 {name} 第 {error.lineno} 行写法有误：{error.message}"
        raise Unusable(message) from error
    except MISTAKES as error:
        message = f"模板 {name} 不能用：{error}"
        raise Unusable(message) from error
    return made.template_class.from_code(made, code, made.make_globals(None))


def render(template: Template, context: Mapping[str, object]) -> str:
    """Return the text that a template makes of `context`.

    Raises Unusable where the template asks for what does not exist.
    """
    try:
        return _rendered(template, template.new_context(dict(context)))
    except MISTAKES as error:
        message = f"模板 {template.name} 第 {_line(error, template)} 行不能用：{error}"
        raise Unusable(message) from error


def _rendered(template: Template, seen: Context) -> str:
    """Return what Template.render() does. Macros and what they see hold each other: here they are parted.

    Otherwise every document stays in memory until the garbage collector looks for it.
    """
    try:
        return template.environment.concat(template.root_render_func(seen))
    except MISTAKES:
        template.environment.handle_exception()
    finally:
        seen.vars.clear()


def _line(error: BaseException, template: Template) -> int:
    """Return the line of the template that raised, 0 where it is not known."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == template.filename), 0)
