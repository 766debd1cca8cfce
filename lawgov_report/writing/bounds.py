"""What a template may cost: so many steps, so many characters.

Knows Jinja2's sandbox; not what a template is for. A template can loop, call itself, double a text in each
line, or ask for a billion blanks. What could be much is judged before it is done; the rest is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sized
from functools import wraps
from types import BuiltinMethodType, MethodType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Environment, TemplateRuntimeError, nodes, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment, safe_range
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STEPS = 10_000_000  # iterations and elements of lists in one rendering
CALL = 20  # steps: a call takes about as long as so many iterations
READ = 1_000  # characters that are compared or searched in one step
CHARACTERS = 50_000_000  # printed in one rendering; as many again may be made on the way
WIDEST = 10_000  # a width, an indent, a number of columns
BITS = 10_000  # of a whole number
ELEMENT = 50  # an element of a list takes about as much memory as so many characters
LEAVES = (nodes.TemplateData, nodes.Const, nodes.Name)
PASSED = (Context, EvalContext, Environment)  # what Jinja2 itself passes to some filters
# Filters, and methods of texts, by what they make of their arguments
PADDING = frozenset(("center", "expandtabs", "indent", "ljust", "rjust", "to_bytes", "tojson", "zfill"))
WIDE = PADDING | {"batch", "round", "slice", "truncate", "wordwrap"}
MULTIPLYING = frozenset(("expandtabs", "indent", "join", "sum", "tojson", "translate", "wordwrap"))
SPLITTING = frozenset(
    ("batch", "list", "map", "reject", "rsplit", "select", "slice", "sort", "split", "splitlines", "unique")
)
# Filters and tests that compare what they are given
COMPARING = frozenset(("groupby", "max", "min", "sort", "unique"))
TESTS = frozenset(
    ("==", "!=", "<", "<=", ">", ">=", "eq", "equalto", "ne", "lt", "lessthan", "le", "gt", "in")
)
TESTS |= {"greaterthan", "ge"}
FIELD = re.compile(r"[%{]")
NUMBER = re.compile(r"\d+")
NESTED = re.compile(r"%[^a-zA-Z%]*\*|\{[^{}]*\{(?!\{)")  # a width that is an argument


class TooMuch(TemplateRuntimeError):
    """A template costs more than it may."""


class Work:
    """What a rendering has cost so far."""

    def __init__(self) -> None:
        self.steps = self.characters = self.printed = 0

    def begin(self) -> None:
        """Count from nothing: another rendering begins."""
        self.steps = self.characters = self.printed = 0

    def step(self, count: int = 1) -> None:
        """Count steps. Raises TooMuch where there are too many."""
        self.steps += count
        if self.steps > STEPS:
            raise TooMuch(f"循环和调用超过 {STEPS:,} 次，可能永远停不下来；请减少循环")

    def counted(self, values: Iterable[Any]) -> Iterable[Any]:
        """Return what a loop goes through, each of it a step."""
        if not isinstance(values, Sized):
            return self._each(values)
        self.step(len(values))
        return values

    def read(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value that is compared or searched, a step for each so many characters of it."""
        if isinstance(value, str | bytes) or type(value) in {list, tuple, dict}:
            self.step(self.size(value) // READ)
        return value

    def _each(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.step()
            yield value

    def measured(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value that an expression has made, counted by its own size."""
        if isinstance(value, str | bytes):
            self.characters += len(value)
        elif type(value) in {list, tuple, dict}:
            check(self.size(value))
            self.characters += ELEMENT * len(value)
        check(self.characters)
        return value

    def size(self, value: object) -> int:
        """Return about how many characters a value is when printed; what is no text or list is nothing."""
        if isinstance(value, str | bytes):
            return len(value)
        total, waiting = 0, [value]
        while waiting:
            inner = waiting.pop()
            if isinstance(inner, str | bytes):
                total += len(inner)
            elif isinstance(inner, range) or type(inner) in {list, tuple, dict}:
                self.step(len(inner))  # type: ignore[arg-type]
                total += ELEMENT * len(inner)  # type: ignore[arg-type]
                waiting += [] if isinstance(inner, range) else _parts(inner)
            check(total)
        return total

    def printing(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value that is printed, within a macro too, whose text is joined only at its end."""
        if isinstance(value, str):
            self.printed += len(value)
            check(self.printed)
        return value

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the pieces as a text: what a macro or a block has printed."""
        listed = list(pieces)
        self.characters += sum(map(len, listed))
        check(self.characters)
        return "".join(listed)


def check(characters: int) -> None:
    """Raise TooMuch where a text is too long."""
    if characters > CHARACTERS:
        raise too_long()


def too_long() -> TooMuch:
    """Return the error for a text that is too long."""
    return TooMuch(f"做出的文字超过 {CHARACTERS:,} 字；请减少重复")


def _parts(value: Any) -> list[Any]:  # noqa: ANN401
    return [*value, *value.values()] if isinstance(value, dict) else [*value]


class Bounded(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, in which a template can neither run for ever nor fill the memory.

    What comes from outside cannot be changed, so that a list does not grow while a loop goes through it.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(**options)
        self.work = Work()
        self.finalize = self.work.printing
        self.concat = self.work.concat  # type: ignore[method-assign]
        self.filters = {name: self._charged(name, function) for name, function in self.filters.items()}
        self.filters |= {
            "_counted": self.work.counted,
            "_read": self.work.read,
            "_measured": self.work.measured,
            "_joined": self._joined(),
        }
        self.tests |= {name: self._reading(cast("Callable[..., Any]", self.tests[name])) for name in TESTS}

    def code(self, text: str, name: str) -> Any:  # noqa: ANN401
        """Return the code of a template, in which loops and what makes values are counted."""
        tree = cast("nodes.Template", _Counting(self).visit(self.parse(text, name, name)))
        return self.compile(tree, name, name)

    def call(self, context: Context, called: Any, /, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        """Call what a template calls."""
        self.work.step(CALL)
        if isinstance(called, LoopContext):
            return super().call(context, called, *map(self.work.counted, args))
        owner = getattr(called, "__self__", None)
        if isinstance(owner, str | bytes | int):
            self.work.read(owner)
            args = self._listed(args)
            self._foresee(called.__name__, owner, args, options)
        result = super().call(context, called, *args, **options)
        return result if isinstance(called, Macro) else self.work.measured(result)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Calculate, unless it would be too much."""
        if isinstance(left, int) and isinstance(right, int):
            _check_bits(operator, left, right)
        elif operator == "*":
            times = next((number for number in (left, right) if isinstance(number, int)), 1)
            check((self.work.size(left) + self.work.size(right)) * times)
        elif operator == "%" and isinstance(left, str):
            check(self._formatted(left, right))
        elif operator == "+":
            check(self.work.size((left, right)))
        return self.work.measured(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401
        """Return what is called for a text's format() or format_map(), None for anything else."""
        if not isinstance(value, BuiltinMethodType | MethodType):
            return None  # nearly always, and this is asked for every attribute
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None

        def formatted(*args: Any, **options: Any) -> str:  # noqa: ANN401
            check(self._formatted(str(value.__self__), (args, options)))
            return wrapped(*args, **options)

        return formatted

    def _charged(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter whose arguments and result are counted."""

        @wraps(function)  # with what tells Jinja2 to pass its context
        def charged(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            self.work.step(CALL)
            args = self._listed(args)
            own = args[1:] if isinstance(args[0], PASSED) else args
            if name in COMPARING or isinstance(own[0], str):
                self.work.read(own[0])
            self._foresee(name, own[0], own[1:], options)
            return self.work.measured(function(*args, **options))

        return charged

    def _reading(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a test that compares, with the values that it compares counted."""

        @wraps(function)
        def reading(*values: Any) -> Any:  # noqa: ANN401
            return function(*map(self.work.read, values))

        return reading

    def _joined(self) -> Callable[..., str]:
        @pass_eval_context
        def joined(context: EvalContext, parts: tuple[Any, ...]) -> str:
            check(self.work.size(parts))
            text: str = self.work.measured((markup_join if context.autoescape else str_join)(parts))
            return text

        return joined

    def _listed(self, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return arguments, what can be gone through only once as a tuple."""
        return tuple(
            tuple(self.work.counted(value)) if isinstance(value, Iterator) else value for value in values
        )

    def _foresee(self, name: str, value: Any, args: tuple[Any, ...], options: dict[str, Any]) -> None:  # noqa: ANN401
        """Raise TooMuch where a filter or a method would make too much of its arguments."""
        others = (*args, *options.values())
        if name in WIDE and (widest := max(map(_number, others), default=0)) > WIDEST:
            raise TooMuch(f"{name} 的宽度 {widest:,} 超过 {WIDEST:,}")
        if name == "format":
            check(self._formatted(str(value), others))
        elif name == "replace":
            check(len(str(value)) + str(value).count(str(others[0])) * self.work.size(others))
        elif name in MULTIPLYING:
            by = max((self.work.size(other) + _number(other) for other in others), default=0)
            check((1 + self.work.size(value)) * (1 + by))
        elif name in SPLITTING and isinstance(value, str):
            check(len(value) * ELEMENT)

    def _formatted(self, text: str, arguments: Any) -> int:  # noqa: ANN401
        """Return how long a text may be when its fields are filled in. Raises TooMuch for widths within."""
        if NESTED.search(text):
            raise TooMuch("格式中的宽度要直接写成数字")
        widths = sum(int(number) for number in NUMBER.findall(text))
        return len(text) + widths + len(FIELD.findall(text)) * self.work.size(arguments)


class _Counting(NodeTransformer):
    """Has the code of a template count what it loops through and makes."""

    def __init__(self, environment: Bounded) -> None:
        self._environment = environment

    def visit(self, node: nodes.Node, *_: Any, **__: Any) -> nodes.Node:  # noqa: ANN401
        """Return the code that stands for a piece of code, and for all that stands in it."""
        if isinstance(node, LEAVES):
            return node
        self.generic_visit(node)
        match node:
            case nodes.For():
                node.iter = self._through("_counted", node.iter)
            case nodes.Compare():
                node.expr = self._through("_read", node.expr)
            case nodes.Operand():
                node.expr = self._through("_read", node.expr)
            case nodes.Concat():
                return self._through("_joined", nodes.Tuple(node.nodes, "load", lineno=node.lineno))
            case nodes.List() | nodes.Dict() | nodes.Tuple(ctx="load") | nodes.Getitem(arg=nodes.Slice()):
                return self._through("_measured", node)
        return node

    def _through(self, name: str, node: nodes.Node) -> nodes.Filter:
        """Return the code that puts a value through a filter."""
        code = nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
        return cast("nodes.Filter", code.set_environment(self._environment))


def _number(value: object) -> int:
    return abs(value) if isinstance(value, int) else 0


def _check_bits(operator: str, left: int, right: int) -> None:
    """Raise TooMuch where a whole number would be too long."""
    bits = left.bit_length() * right if operator == "**" else left.bit_length() + right.bit_length()
    if bits > BITS:
        raise TooMuch(f"{operator} 算出的数太大")


def numbers(*limits: int) -> range:
    """Return Jinja2's own range(), which goes through no more than 100,000 numbers."""
    try:
        return safe_range(*limits)
    except OverflowError as error:
        raise TooMuch(f"range 超过 {MAX_RANGE:,} 个数") from error
