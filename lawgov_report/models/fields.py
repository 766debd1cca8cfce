"""What the models of all files share: field types, and Pydantic's errors as diagnostics.

Knows Pydantic and places; not what a catalogue or a year holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetPydanticSchema,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_plain_validator_function, with_info_plain_validator_function

from lawgov_report.language import dates, identifiers
from lawgov_report.language.quantity import HALF_WIDTH, OWED
from lawgov_report.language.spelling import slipped
from lawgov_report.reading.diagnostics import MOST_OF_A_FILE, Diagnostic, Edit, Written, limited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pydantic_core import ErrorDetails

    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.reading.source import Path, Source

M = TypeVar("M", bound=BaseModel)
Json = dict[str, Any]

# how YAML writes nothing; we read every scalar as text, so that 01 and 1.0 stay as they are written
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUTH = {"true": True, "false": False}
YES_AND_NO = {
    "true": frozenset({"true", "yes", "y", "on", "是", "对", "真"}),
    "false": frozenset({"false", "no", "n", "off", "否", "不是", "假"}),
}
EMPTY_HINT = f"补上内容，还没有数的数值写 {OWED}；不需要的键整行删去"
SWALLOWED = "文字后面有注释：YAML 会丢掉 # 及其后的文字"
# a key and its value that YAML takes for one text: 键：值, or key:value with no blank behind the colon
COLON = r"(?P<key>[^\s:：]{1,64})(?P<colon>：|:(?=\S))(?P<value>\S{0,6})"
WHOLE = re.compile("0|[1-9][0-9]{0,8}")


class Wording(NamedTuple):
    """What we say in place of one of Pydantic's own errors."""

    code: str
    message: str
    hint: str = ""


LISTED = "一项一行，每行以 - 和空格开头，或写成 [甲, 乙]"
NO_MAPPING = Wording("LG103", "这里应当有下一级的键和值")
MESSAGES = {
    "model_type": NO_MAPPING,
    "mapping_type": NO_MAPPING,
    "dict_type": NO_MAPPING,
    "tuple_type": Wording("LG103", "这里应当是以 - 开头的列表", LISTED),
    "too_short": Wording("LG108", "这里不能是空的"),
    "too_long": Wording("LG107", "这里写得太多"),
}
OTHER = Wording("LG107", "值不在允许的范围内")


class Model(BaseModel):
    """A frozen part of a file: nothing converted silently, no unknown keys."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        hide_input_in_errors=True,
        defer_build=True,  # only what a file is read into is built, when it is: never the parts by themselves
    )


class Respelt(NamedTuple):
    """A text of a file and how it is certainly to be spelt."""

    text: str
    instead: str


def fault(
    code: str, message: str, hint: str = "", place: Place | None = None, respelt: Respelt | None = None
) -> PydanticCustomError:
    """Return the error that a validator raises to say what is wrong with a value, and where in it."""
    # a ValueError would carry one text; a finding has five parts, which _wrong takes from the context again
    context = {"code": code, "message": message, "hint": hint, "place": place, "respelt": respelt}
    return PydanticCustomError("lawgov", "{message}", context)


def read_by(function: Callable[[Any], object]) -> GetPydanticSchema:
    """Return the mark of a type whose values are what `function` returns, or raises a fault for.

    Pydantic's PlainValidator would look into the type as well, twice, for how its values are written out:
    none is, and looking takes as long as all else that it does to build the models.
    """
    schema = no_info_plain_validator_function(function)
    return GetPydanticSchema(lambda _type, _handler: schema)


def read_in_context(function: Callable[[Any, Any], object]) -> GetPydanticSchema:
    """Return a mark as read_by does, for a function that also gets Pydantic's ValidationInfo."""
    schema = with_info_plain_validator_function(function)
    return GetPydanticSchema(lambda _type, _handler: schema)


def scalar(value: object) -> Written:
    """Return a scalar that says something; raises otherwise."""
    if isinstance(value, tuple):
        raise fault("LG103", "这里应当是文字，不是列表")
    if not isinstance(value, Written):
        raise fault(
            "LG103", "这里应当是文字，不是下一级的键和值", "值以 {{ 开头时，改写为“键: |”，文字另起一行并缩进"
        )
    if (value.plain and value.text in NULLS) or not value.text.strip():
        raise fault("LG108", "这里不能是空的", EMPTY_HINT)
    return value


def prose(value: object) -> Written:
    """Return a scalar that is printed: one whose line has no comment, which YAML would cut off."""
    text = scalar(value)
    if text.comment:
        raise fault("LG011", SWALLOWED, "文字里要有 # 时用 | 块；注释另写一行")
    return text


def _identifier(value: object) -> str:
    """Return an identifier's text: a key of a mapping comes as it is, a value as Written."""
    text = value if isinstance(value, str) else scalar(value).text
    if identifiers.is_identifier(text):
        return text
    if text in identifiers.RESERVED:
        raise fault("LG105", f"“{text}”不能作键或标识", "它写在引用和数值里；换一个名称")
    if len(text) > identifiers.LONGEST and identifiers.well_formed(text):
        raise fault("LG105", f"键或标识长 {len(text)} 个字符，最多 {identifiers.LONGEST} 个", "缩短它")
    message = f"“{text}”应由汉字、小写英文字母、数字和下划线组成"
    meant = identifiers.intended(text)
    if meant:
        raise fault("LG105", message, f"写成 {meant}", respelt=Respelt(text, meant))
    raise fault(
        "LG105",
        message,
        f"例如 人民调解案件、mediation_cases：以汉字或字母开头，最多 {identifiers.LONGEST} 个字符",
    )


def _whole(value: object) -> int:
    text = scalar(value)
    if not (text.plain and WHOLE.fullmatch(text.text)):
        half = text.text.translate(HALF_WIDTH)
        respelt = Respelt(text.text, half) if text.plain and WHOLE.fullmatch(half) else None
        hint = "用半角数字，不加引号，不以 0 开头"
        raise fault("LG107", f"“{text.text}”应为整数", hint, respelt=respelt)
    return int(text.text)


def _truth(value: object) -> bool:
    text = scalar(value)
    if not text.plain or text.text not in TRUTH:
        meant = next((truth for truth, words in YES_AND_NO.items() if text.text.lower() in words), "")
        certain = Respelt(text.text, meant) if meant and text.plain else None
        hint = f"写成 {meant}" if certain else "写 true（是）或 false（不是），不加引号"
        raise fault("LG107", f"“{text.text}”应为 true 或 false", hint, respelt=certain)
    return TRUTH[text.text]


def _date(value: object) -> date:
    text = scalar(value)
    day = dates.parse(text.text)
    if day is None:
        if re.fullmatch(dates.DATE, text.text):
            raise fault("LG107", f"没有 {text.text} 这一天", "核对月份和日期")
        meant = dates.respelt(text.text)
        hint = f"写成 {meant}" if meant else "例如 2021-03-01 或 2021年3月1日"
        certain = Respelt(text.text, meant) if meant else None
        raise fault("LG107", f"“{text.text}”不是日期", hint, respelt=certain)
    return day


def some(value: object) -> object:
    """Return a list as it is; raises where it is empty."""
    # not by min_length: where an entry is wrong, Pydantic would count only the others
    if value == ():
        raise fault("LG108", "这里不能是空的")
    return value


def several(value: object) -> object:
    """Return a list as it is, or anything else as its only entry; raises where there is none."""
    return some(value) if isinstance(value, tuple) else (value,)


def not_empty(schema: Json) -> None:
    """Make the JSON Schema of a list say what `some` checks."""
    schema["minItems"] = 1


def one_or_several(schema: Json) -> None:
    """Make the JSON Schema of a list say that its only entry may stand without a list."""
    entry = schema.pop("items")
    listed = {"type": schema.pop("type"), "minItems": 1, "items": entry}
    schema["anyOf"] = [entry, listed]


def one_or_more(value: object) -> object:
    """Return a list of lines, or the only line as one; raises where there is none."""
    return (value,) if isinstance(value, Written) else some(value)


def spelt(regex: str) -> str:
    """Return a regular expression as JSON Schema takes it: groups without names, all digits spelt out."""
    return re.sub(r"\?P<\w+>", "", regex).replace(r"\d", "0-9０-９")


# what the YAML language server says of a value that does not fit a pattern, in place of the pattern
MISFIT = "patternErrorMessage"
# A scalar that an editor takes for a number or a truth value is text to us
TEXT: Json = {"type": ["string", "number", "boolean"], "pattern": r"\S", MISFIT: "这里不能是空的"}
IDENTIFIER: Json = {
    "type": "string",
    "pattern": identifiers.WHOLE,
    MISFIT: f"用汉字、小写英文字母、数字和下划线，以汉字或字母开头，最多 {identifiers.LONGEST} 个字符",
}
DAY: Json = {
    "type": "string",
    "pattern": f"^{dates.CALENDAR}$",
    MISFIT: "应为日期，例如 2021-03-01 或 2021年3月1日；也可能没有这一天",
}
Prose = Annotated[Written, read_by(prose), WithJsonSchema(TEXT)]
Scalar = Annotated[Written, read_by(scalar), WithJsonSchema(TEXT)]
Identifier = Annotated[str, read_by(_identifier), WithJsonSchema(IDENTIFIER)]
# no file can break these bounds, which the validator keeps: they are what the JSON Schema says
Whole = Annotated[int, Field(ge=0, le=999_999_999), BeforeValidator(_whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Date = Annotated[date, BeforeValidator(_date), WithJsonSchema(DAY)]
Lines = Annotated[
    tuple[Prose, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"oneOf": [TEXT, {"type": "array", "minItems": 1, "items": TEXT}]}),
]


def one_or(field: str, value: object) -> object:
    """Return the mapping that a bare scalar stands for: its value under `field`."""
    return {field: value} if isinstance(value, Written) else value


def frozen_mapping(value: dict[str, Any]) -> MappingProxyType[str, Any]:
    """Return a mapping that cannot be changed."""
    return MappingProxyType(value)


def load(model: type[M], source: Source, context: object = None) -> tuple[M | None, list[Diagnostic]]:
    """Return the model of a file, or None and all that its data lacks, has too much or has wrong.

    `context` is what the model's validators know of other files.
    """
    if isinstance(source.data, Written | tuple):
        return None, [_no_mapping(source)]
    try:
        return model.model_validate(source.data, context=context), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, limited(_diagnostics(model, source, errors), MOST_OF_A_FILE)


def _no_mapping(source: Source) -> Diagnostic:
    place = source.value(())
    colon = _colon(source.data, ())
    return colon or Diagnostic(place, "LG103", "文件应当由“键: 值”组成", "例如第一行写 year: 2020")


def _colon(value: object, known: Iterable[str]) -> Diagnostic | None:
    """Return what is wrong with the colon of a value that was meant to be a key and its value.

    It is mended where the key is one of those known: any other may be the first word of a text.
    """
    match = re.match(COLON, value.text) if isinstance(value, Written) and value.plain else None
    if match is None or not isinstance(value, Written):
        return None
    column = value.place.column + match.start("colon")
    place = value.place._replace(column=column, end_line=value.place.line, end_column=column + 1)
    wide = "键后面是全角冒号“：”，应为半角冒号加一个空格"
    message = wide if match["colon"] == "：" else "冒号后面缺少空格"
    edits = (Edit(place, ": "),) if match["key"] in known else ()
    return Diagnostic(place, "LG005", message, f"写成 {match['key']}: …", edits=edits)


def _diagnostics(model: type[BaseModel], source: Source, errors: list[ErrorDetails]) -> Iterator[Diagnostic]:
    """Yield one diagnostic per error; a missing key and its misspelt twin are one."""
    missing: dict[Path, list[str]] = {}
    for error in errors:
        error["loc"] = _written(source, error["loc"])
        if error["type"] == "missing":
            missing.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
    for error in errors:
        if error["type"] == "extra_forbidden":
            yield _unknown(source, error["loc"], _fields(model, error["loc"][:-1]), missing)
        elif error["type"] != "missing":
            yield _wrong(model, source, error)
    for path, keys in missing.items():
        titles = _fields(model, path)
        for key in keys:
            yield _missing(source, path, key, titles.get(key, ""))


def wrong_keys(source: Source, path: Path, known: dict[str, str]) -> Iterator[Diagnostic]:
    """Yield what the mapping at `path` lacks or has too much beside the keys `known`, each with its title.

    For keys that no model can list, since another file says them.
    """
    given = source.at(path)
    if not isinstance(given, Mapping):
        return
    missing = {path: [key for key in known if key not in given]}
    for key in given:
        if key not in known:
            yield _unknown(source, (*path, key), known, missing)
    for key in missing[path]:
        yield _missing(source, path, key, known[key])


def _written(source: Source, path: Path) -> Path:
    """Return a path as the file has it: without the number of an only entry that stands without a list."""
    found: list[str | int] = []
    data = source.data
    for step in path:
        if isinstance(step, int) and not isinstance(data, tuple):
            continue
        found.append(step)
        data = source.at(tuple(found))
    return tuple(found)


def _unknown(
    source: Source, path: Path, fields: dict[str, str], missing: dict[Path, list[str]]
) -> Diagnostic:
    key, owed = str(path[-1]), missing.get(path[:-1], [])
    around = source.at(path[:-1])
    free = [name for name in fields if not isinstance(around, Mapping) or name not in around]
    # a key that is missing here is the likelier one, so it need not be as much alike
    meant = _meant(key, owed, fields, 0.5) or _meant(key, free, fields)
    if meant in owed:
        owed.remove(meant)
    hint = f"应为 {meant}" if meant else f"这里可用的键：{'、'.join(fields)}"
    place = source.key(path)
    certain = meant and (key == fields[meant] or meant in {identifiers.intended(key), slipped(key, free)})
    edits = source.edits(place, key, meant) if certain else ()
    return Diagnostic(place, "LG102", f"不认识的键 {key}", hint, edits=edits)


def _meant(key: str, names: list[str], fields: dict[str, str], near: float = 0.6) -> str:
    """Return the one of `names` that `key` misspells or says in Chinese, "" where none is near."""
    key = unicodedata.normalize("NFKC", key).lower()  # full-width letters are an input method's slip
    exact = [name for name in names if key in {fields[name], name, f"{name}s", name.rstrip("s")}]
    return (exact or get_close_matches(key, names, 1, near) or [""])[0]


def _missing(source: Source, path: Path, key: str, title: str) -> Diagnostic:
    where = f"{path[-1]} 下" if path and isinstance(path[-1], str) else "这里"
    called = f"（{title}）" if title else ""
    return Diagnostic(source.key(path), "LG101", f"{where}缺少 {key}{called}", f"补上一行 {key}: …")


def _wrong(model: type[BaseModel], source: Source, error: ErrorDetails) -> Diagnostic:
    loc = error["loc"]
    # "[key]" is Pydantic's mark that the key of a mapping is wrong, not its value
    place = source.key(loc[:-1]) if loc[-1:] == ("[key]",) else source.value(loc)
    if error["type"] == "lawgov":
        ours = error["ctx"]
        if ours["code"] == "LG110":  # of a whole part or section: its value has no end that one can point at
            place = source.key(loc)
        edits = source.edits(place, *ours["respelt"]) if ours["respelt"] else ()
        return Diagnostic(ours["place"] or place, ours["code"], ours["message"], ours["hint"], edits=edits)
    code, message, hint = MESSAGES.get(error["type"], OTHER)
    if error["type"] == "too_long":
        hint = f"最多 {error['ctx']['max_length']} 项"
    if error["type"] == "model_type":
        hint = f"这里可用的键：{'、'.join(_fields(model, loc))}"
    known = _fields(model, loc) if error["type"] == "model_type" else ()
    return _colon(source.at(loc), known) or Diagnostic(source.key(loc), code, message, hint)


def _fields(model: type[BaseModel], path: Path) -> dict[str, str]:
    """Return the keys that the model at `path` knows, each with its Chinese title."""
    for step in path:
        known = model.model_fields.get(str(step))
        if known is not None:
            model = _inner(known.annotation) or model
    return {known.alias or name: known.title or "" for name, known in model.model_fields.items()}


def _inner(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 a type of any form
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for arg in get_args(annotation) if (inner := _inner(arg))), None)
