"""Forms sent out, filled in and taken back. All data is made up (样例市样例区)."""

from __future__ import annotations

from contextlib import suppress

from collected import HEAD, TAIL, Known, exported, filled, imported, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgov_report.files import Unusable
from lawgov_report.language import quantity
from lawgov_report.writing import archive

Typed = str | int | float
UNITS = ("件", "人次", "%", "元")
DEPARTMENTS = ("justice", "police")
NUMBERS = st.integers(0, 99_999).map(str) | st.decimals(0, 100, places=1).map(str)


@st.composite
def projects(draw: st.DrawFn) -> tuple[Known, dict[str, tuple[Typed, str]]]:
    """Draw a catalogue and a year that owes some of it, what is typed for each, and what that is."""
    count = draw(st.integers(1, 6))
    lines, figures, answers = [], [], {}
    for number in range(count):
        key, unit = f"key_{number}", draw(st.sampled_from(UNITS))
        department = draw(st.sampled_from(DEPARTMENTS))
        fields = f"label: 样例指标{number}, unit: '{unit}', part: leadership, department: {department}"
        lines.append(f"  {key}: {{{fields}}}\n")
        if draw(st.booleans()):
            figures.append(f"  {key}: 待报    # 上年的 {number}\n")
        elif draw(st.booleans()):
            figures.append(f"  {key}: 7{unit}\n")
            continue
        else:
            figures.append(f"  {key}: {{value: 待报, source: 样例}}\n")
        answers[key] = _answer(draw, unit)
    catalogue = "departments: {justice: 样例区司法局, police: 样例区公安局}\nindicators:\n" + "".join(lines)
    content = f"{HEAD}indicators:\n{''.join(figures)}{TAIL}".encode()
    return opened(catalogue, content), answers


def _answer(draw: st.DrawFn, unit: str) -> tuple[Typed, str]:
    number = draw(NUMBERS)
    if unit == "%" and float(number) <= 1:
        number = "95"
    bare = str(float(number)).removesuffix(".0")
    typed = draw(st.sampled_from(("number", "text", "unit", "wide", "words")))
    if typed == "number":
        return (int(bare) if bare.isdigit() else float(bare)), f"{bare}{unit}"
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    words = f"约{number}{unit}"
    shown = {"text": number, "unit": f"{number} {unit}", "wide": wide, "words": words}[typed]
    return shown, words if typed == "words" else f"{number}{unit}"


@given(projects())
@settings(max_examples=settings().max_examples // 6)  # each writes and reads four workbooks
def test_what_is_filled_in_is_what_the_year_says_then_and_nothing_else_changes(
    drawn: tuple[Known, dict[str, tuple[Typed, str]]],
) -> None:
    known, answers = drawn
    out = exported(known)
    assert imported(known, out)[1] == known.content
    typed = {key: value for key, (value, _) in answers.items()}
    merged, content = imported(known, {name: filled(book, typed) for name, book in out.items()})
    assert not merged.findings
    again = opened(known.text, content).year
    assert [*again.indicators] == [*known.year.indicators]
    for key, figure in known.year.indicators.items():
        expected = answers[key][1] if key in answers else figure.value.written.text
        read = again.indicators[key]
        assert quantity.parse(read.value.written.text) == quantity.parse(expected)
        assert (read.origin is not None) == (key in answers)
        assert (read.source and read.source.text) == (figure.source and figure.source.text)
    assert content.startswith(HEAD.encode())
    assert content.endswith(TAIL.encode())
    assert content.count(b"#") == known.content.count(b"#")


OWED = opened(
    "departments: {justice: 样例区司法局}\nindicators:\n"
    "  cases: {label: 受理案件, unit: 件, part: leadership, department: justice}\n",
    f"{HEAD}indicators:\n  cases: 待报\n{TAIL}".encode(),
)
MEMBERS = archive.members(filled(exported(OWED)["样例区司法局.xlsx"], {"cases": 717}))
READ = tuple(name for name in MEMBERS if name.startswith("xl/"))
TOKENS = (
    b"",
    b"<",
    b"&#1;",
    b't="s"',
    b's="9999"',
    b'r="ZZZ9999999"',
    b'r="A0"',
    b"<f>1</f>",
    b"\xff",
    b"1e308",
)


@given(
    st.lists(
        st.tuples(st.sampled_from(READ), st.floats(0, 0.999), st.integers(0, 9), st.sampled_from(TOKENS))
    )
)
def test_no_change_of_a_form_breaks_its_import(changes: list[tuple[str, float, int, bytes]]) -> None:
    members = dict(MEMBERS)
    for name, where, length, token in changes:
        content, start = members[name], int(where * len(members[name]))
        members[name] = content[:start] + token + content[start + length :]
    form = archive.join(archive.member(name, content) for name, content in members.items())
    with suppress(Unusable):
        opened(OWED.text, imported(OWED, {"样例区司法局.xlsx": form})[1])
