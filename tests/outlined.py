"""A made-up document of all that an outline can hold: four levels, run-in headings, tables, two issuers."""

from __future__ import annotations

from lawgov_report.report.document import (
    Annex,
    Document,
    Fact,
    Group,
    Head,
    Heading,
    Line,
    Paragraph,
    Table,
    TableBlock,
    Text,
)


def heading(level: int, id_: str, text: str) -> Heading:
    return Heading(level, id_, ((Text(text),),))


def run_in(level: int, id_: str, text: str, body: str) -> Paragraph:
    """Return a paragraph that begins with its heading."""
    opening = heading(level, id_, text)
    return Paragraph((*opening.lines[0], Text(body)), opening)


def rows(*texts: tuple[str | Fact, ...]) -> tuple[Group, ...]:
    def cell(text: str | Fact) -> Line:
        return (Text(text) if isinstance(text, str) else text,)

    return (Group("", tuple(tuple(cell(text) for text in row) for row in texts)),)


PENALTIES = Fact("penalties", "行政处罚", "", "1.2", "万余件", "件")
TABLE = Table(
    ("类别", "承办单位", "件数"),
    rows(("行政处罚", "样例局、样例二局", PENALTIES), ("行政强制", "样例局", "—")),
)
BLOCKS = (
    heading(1, "first", "一、样例部分"),
    heading(2, "first.one", "（一）样例小节"),
    heading(3, "first.one.a", "1.样例三级"),
    heading(4, "first.one.a.x", "（1）样例四级"),
    Paragraph((Text("样例正文。"),)),
    run_in(4, "first.one.a.y", "（2）接排四级。", "四级接排的正文。"),
    run_in(3, "first.one.b", "2.接排三级。", "三级接排的正文。"),
    run_in(2, "first.two", "（二）接排二级。", "二级接排的正文。"),
    TableBlock(TABLE, (Text("样例执法情况"),)),
    run_in(1, "second", "二、接排一级。", "一级接排的正文。"),
    run_in(1, "third", "三、接排一级。", "又一个一级接排的正文。"),
)
OUTLINED = Document(
    2024,
    ((Text("样例区2024年度"),), (Text("法治政府建设年度报告"),)),
    BLOCKS,
    head=Head(("中共样例市样例区委员会", "样例市样例区人民政府"), "样例〔2025〕1号"),
    attachments=("样例说明", "样例目录"),
    signatures=("中共样例市样例区委员会", "样例市样例区人民政府"),
    date="2025年2月20日",
    annexes=(
        Annex("附件1", ("样例说明",), blocks=(Paragraph((Text("附件的正文。"),)),)),
        Annex(
            "附件2",
            ("样例目录",),
            blocks=(TableBlock(Table(("序号", "事项"), rows(("1", "样例事项一"), ("2", "样例事项二")))),),
        ),
    ),
)
