# 样例数据，非真实 (all data in this file is made up)
"""Next year's first draft: no text is lost, every figure is owed, what must change is marked."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import shapes
import shifan
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from made import CATALOGUE, ROOT, YEAR, opened, paths, with_

from lawgov_report.checking import check, json_schema
from lawgov_report.comparing import dated_words, drafting, moving
from lawgov_report.models import project
from lawgov_report.models.outline import BUILT_IN, Covers, OutlinePart
from lawgov_report.models.walk import TABULAR, TextKind
from lawgov_report.reading import source as sources
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.reading.diagnostics import Severity, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Data

AWKWARD = ("null", "true", "- 甲", "甲: 乙", "甲 #乙", "甲:", "“甲”", "12", "a", "&甲", "{{ a")
LEFT_OUT = ("number", "signatory", "date", "sent", "published", "printed_on", "attachments")
DRAFTED = set(TextKind) - TABULAR - {TextKind.TITLE, TextKind.HEADING, TextKind.ANNEX}
LAST = {year: (shifan.FOLDER / "data" / f"{year}.yaml").read_bytes() for year in shifan.YEARS}


def read(
    content: str | bytes, catalogue: str | bytes = CATALOGUE, number: int = 2020
) -> tuple[Project, Reading]:
    """Return a project with one year, and that year as read; it must be sound as YAML and by its schema."""
    raw = content if isinstance(content, bytes) else content.encode()
    known = catalogue if isinstance(catalogue, bytes) else catalogue.encode()
    loaded = opened({"indicators.yaml": known, f"{number}.yaml": raw})
    (reading,) = project.years(loaded, [number])
    assert reading.year is not None, reading.diagnostics
    return loaded, reading


def drafted(
    content: str | bytes = YEAR, catalogue: str | bytes = CATALOGUE, old: int = 2020, new: int = 2021
) -> str:
    loaded, reading = read(content, catalogue, old)
    assert loaded.catalogue is not None
    assert reading.year is not None
    return drafting.draft(loaded.catalogue, reading.year, reading.source, new)


def texts(data: Data | None, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a file's preamble and parts with its path, drafts as what they are drafts of."""
    if isinstance(data, Written):
        yield path.removesuffix(".text"), data.text
    elif isinstance(data, tuple):
        for number, one in enumerate(data):
            yield from texts(one, f"{path}.{number}")
    elif data is not None:
        for key, one in data.items():
            if key != "draft":
                yield from texts(one, f"{path}.{key}")


def prose(content: str | bytes) -> dict[str, str]:
    raw = content if isinstance(content, bytes) else content.encode()
    source, found = sources.read("data/2020.yaml", raw)
    assert not found
    return {key: text for top in ("preamble", "parts") for key, text in texts(source.at((top,)), top)}


def found_in(content: str, catalogue: str | bytes, number: int) -> list[str]:
    """Return the codes of the errors that stand in a year."""
    return errors(*read(content, catalogue, number))


def errors(loaded: Project, reading: Reading) -> list[str]:
    examined = check.year(loaded, reading, final=False)
    return [one.code for one in examined.diagnostics if one.severity == Severity.ERROR]


@pytest.mark.parametrize("old", shifan.YEARS)
def test_every_text_loads_to_last_years_text_but_for_references_to_what_has_ended(old: int) -> None:
    made = drafted(LAST[old], shifan.files()["indicators.yaml"], old, old + 1)
    before, after = prose(LAST[old]), prose(made)
    assert after.keys() == before.keys()
    changed = {key: text for key, text in after.items() if text != before[key]}
    assert len(changed) == {2019: 1, 2020: 1, 2021: 0}[old]
    for key, text in changed.items():
        assert (
            text.replace("{{ service_matters }}", "{{ service_window_visits }}").replace(
                '{{ "11次" }}', "{{ joint_inspections }}"
            )
            == before[key]
        )


def test_the_real_report_is_drafted_without_loss() -> None:
    catalogue = (ROOT / "data" / "indicators.yaml").read_bytes()
    content = (ROOT / "data" / "2020.yaml").read_bytes()
    assert prose(drafted(content, catalogue)) == prose(content)


def test_the_source_lines_of_a_text_stay_its_lines() -> None:
    lines = "受理案件{{ cases }}，办结{{ closed }}，\n          办结率{{ rate }}。\n"
    assert lines in drafted()


TARGETS = [
    None,
    *(drafting.Target(BUILT_IN[name], name) for name in BUILT_IN),
    drafting.Target(
        (OutlinePart.model_construct(id="work", title="工作", covers=(Covers.ACHIEVEMENTS,)),),
        "[{id: work, title: 工作, covers: achievements}]",
    ),
]


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 3)  # each is drafted in four outlines
@given(shapes.years())
def test_a_report_of_any_shape_gives_a_draft_in_any_outline_and_loses_nothing(year: dict[str, Any]) -> None:
    loaded, reading = read(shapes.yaml(year))
    assert loaded.catalogue is not None
    assert reading.year is not None
    for target in TARGETS:
        made = drafting.draft(loaded.catalogue, reading.year, reading.source, 2021, target)
        assert_nothing_is_lost(reading.year, made)


def assert_nothing_is_lost(before: Year, made: str) -> None:
    loaded, reading = read(made, number=2021)
    after = reading.year
    assert after is not None
    comments = {line.strip() for line in re.findall("(?m)^ *#(.*)$", made)}
    texts = Counter((text.kind, text.written.text) for text in after.walk())
    for text in before.walk():
        if text.kind not in {TextKind.TITLE, *TABULAR}:
            assert texts[text.kind, text.written.text] or _commented(text.written.text, comments), made
            texts[text.kind, text.written.text] -= 1
    assert all(text.draft for text in after.walk() if text.kind in DRAFTED), made
    # an answer to an item that covers something else, and ids that the old year had too, are no worse here
    assert not [code for code in errors(loaded, reading) if code[:3] in {"LG0", "LG1"}], made


def _commented(text: str, comments: set[str]) -> bool:
    return any(text in comment for comment in comments)


ACHIEVED = ("decision_making", "law_enforcement")
DEEP = """\
    sections:
      - heading: 执法
        sections:
          - heading: 培训
            sections:
              - heading: 新任
                items:
                  - id: training
                    text: 开展培训。
"""


def test_a_part_whose_neighbour_is_too_deep_goes_in_alone_and_is_not_called_a_section() -> None:
    shallow = "    items:\n      - id: training\n        text: 开展培训。\n"
    loaded, reading = read(with_(shallow, DEEP))
    assert loaded.catalogue is not None
    assert reading.year is not None
    # decision_making and law_enforcement both belong into work
    work = OutlinePart.model_construct(id="work", title="工作", covers=(Covers.ACHIEVEMENTS,))
    outline = (work, *(part for part in BUILT_IN["six"] if part.id not in ACHIEVED))
    moved = moving.move(reading.year, reading.source, outline)
    assert moved.left == {"law_enforcement": "已有 4 级标题，不能降为小节"}
    assert moved.parts["work"] == reading.source.at(("parts", "decision_making"))
    assert moved.notes["work"] == "上年的行政决策（decision_making）移到这里"


def test_a_draft_in_the_same_outline_has_the_walk_of_the_old_year() -> None:
    folder = ROOT / "tests" / "projects" / "national" / "data"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    loaded = opened(files)
    (reading,) = project.years(loaded, [2024])
    assert loaded.catalogue is not None
    assert reading.year is not None
    made = drafting.draft(loaded.catalogue, reading.year, reading.source, 2025)
    again = opened({**files, "2025.yaml": made.encode()})
    (after,) = project.years(again, [2025])
    assert after.year is not None, after.diagnostics
    before = [(text.kind, text.path, text.label, text.written.text) for text in reading.year.walk()]
    assert [(text.kind, text.path, text.label, text.written.text) for text in after.year.walk()][
        1:
    ] == before[1:]


LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs")).filter(lambda one: not re.search(FORBIDDEN, one)),
    min_size=1,
)


@given(st.lists(LINES, min_size=1, max_size=4).filter(lambda lines: "".join(lines).strip()))
def test_any_text_survives(lines: list[str]) -> None:
    block = "|2\n" + "\n".join(f"          {line}" for line in lines)
    content = with_("text: 组织学习。", f"text: {block}")
    assert prose(drafted(content)) == prose(content)


@given(LINES.filter(str.strip))
def test_any_heading_and_cause_survives(text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "")
    content = with_("heading: 履行职责", f"heading: {quoted}")
    content = with_("cause: 因培训不够", f"cause: {quoted}", content)
    assert prose(drafted(content)) == prose(content)


@pytest.mark.parametrize(
    "text", ["null", "true", "- 甲", "甲: 乙", "甲 #乙", "甲:", "“甲”", "12", "a", "&甲", "{{ a"]
)
def test_what_yaml_could_take_for_something_else_is_kept_as_text(text: str) -> None:
    content = with_("heading: 履行职责", f"heading: [{json.dumps(text, ensure_ascii=False)}, 乙]")
    assert prose(drafted(content)) == prose(content)


MARKS = st.text("#甲。 \t\u3000'\":-{}|&!\\\n", min_size=1, max_size=8) | LINES
PLACES = (
    "text: 组织学习。",
    "heading: 履行职责",
    "cause: 因培训不够",
    "title: 样例区2020年度法治政府建设工作情况报告",
)


@given(MARKS, st.sampled_from(PLACES))
@example("# 甲", "text: 组织学习。")
@example("甲。# '乙", "title: 样例区2020年度法治政府建设工作情况报告")
def test_whatever_a_sound_year_says_its_draft_can_be_read(text: str, place: str) -> None:
    content = with_(place, f"{place.partition(':')[0]}: {json.dumps(text, ensure_ascii=False)}")
    known = opened({"indicators.yaml": CATALOGUE.encode(), "2020.yaml": content.encode()})
    (reading,) = project.years(known, [2020])
    assume(reading.year is not None)
    made = drafted(content)
    read(made, CATALOGUE, 2021)
    assert prose(made) == prose(content)


def test_every_text_is_a_draft_once() -> None:
    made = drafted(with_("id: study\n", "id: study\n        draft: true\n"))
    source, found = sources.read("data/2021.yaml", made.encode())
    assert not found
    drafts = [path for path in paths(source) if path[-1:] == ("draft",)]
    written = [path for path in paths(source) if path[-1:] == ("text",)]
    assert {path[:-1] for path in drafts} == {path[:-1] for path in written}
    assert len(drafts) == len(re.findall(r"^ +draft: true$", made, re.MULTILINE)) == 8


def test_all_live_indicators_are_owed_with_last_years_value_beside() -> None:
    made = drafted(LAST[2020], shifan.files()["indicators.yaml"], 2020, 2021)
    _, reading = read(made, shifan.files()["indicators.yaml"], 2021)
    assert reading.year
    assert {one.value.quantity for one in reading.year.indicators.values()} == {None}
    assert reading.year.indicators.keys() == drafting.live(shifan.catalogue(), 2021).keys()
    assert "  mediation_cases: 待报    # 人民调解组织调处矛盾纠纷，上年 705件\n" in made
    assert "上年 98.75万元（示范区市场监督管理局报送）\n" in made
    assert "替代 政务服务大厅接待群众（上年 4万余人次）\n" in made
    assert "  normative_documents_repealed: 待报    # 废止规范性文件，上年没有\n" in made


def test_a_year_in_which_no_indicator_is_in_force_is_still_sound() -> None:
    ended = CATALOGUE.replace("dispute_resolution", "dispute_resolution, until: 2020")
    assert "\nindicators: {}\n" in drafted(YEAR, ended)
    read(drafted(YEAR, ended), ended, 2021)


def test_an_indicator_is_live_while_it_is_in_force_and_not_replaced() -> None:
    more = "  {}: {{label: 甲, unit: 件, part: leadership, {}}}\n"
    lines = [
        more.format("begun", "since: 2021"),
        more.format("later", "since: 2022"),
        more.format("last", "until: 2021"),
        more.format("ended", "until: 2020"),
        more.format("instead", "replaces: books, since: 2021"),
        more.format("not_yet", "replaces: cases, since: 2022"),
    ]
    known, _ = read(YEAR, CATALOGUE.replace("relations:", "".join(lines) + "relations:"))
    assert known.catalogue
    assert [*drafting.live(known.catalogue, 2021)] == ["cases", "closed", "rate", "begun", "last", "instead"]


def test_a_reference_to_what_has_ended_becomes_its_successor_or_last_years_words() -> None:
    ended = re.sub("(发放书籍, unit: 册, part: dispute_resolution)", r"\1, until: 2020", CATALOGUE)
    made = drafted(YEAR, ended)
    assert '# 改写：发放书籍（books）已停用，下面换成了 {{ "6万余册" }}\n' in made
    assert '发放书籍{{ "6万余册" }}。\n' in made
    assert "  books:" not in made
    replaced = ended.replace(
        "relations:", "  gifts: {label: 赠书, unit: 册, part: leadership, replaces: books}\nrelations:"
    )
    made = drafted(YEAR, replaced)
    assert "发放书籍{{ gifts }}。\n" in made
    assert "  gifts: 待报    # 赠书，替代 发放书籍（上年 6万余册）\n" in made


@pytest.mark.parametrize("old", shifan.YEARS)
def test_the_draft_has_no_errors_and_fits_the_schema_that_editors_use(old: int) -> None:
    catalogue = shifan.files()["indicators.yaml"]
    made = drafted(LAST[old], catalogue, old, old + 1)
    assert found_in(made, catalogue, old + 1) == []
    schema = json_schema.of_year(shifan.catalogue())
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(made))


def test_the_title_speaks_of_the_new_year_and_what_no_two_years_share_is_left_to_fill_in() -> None:
    made = drafted(LAST[2020], shifan.files()["indicators.yaml"], 2020, 2021)
    assert "    - 示范市示范区2021年度\n    - 法治政府建设工作情况报告\n" in made
    assert "  addressee: 示范市人民政府\n" in made
    assert "  # number:    # 上年 示范政〔2021〕4号\n" in made
    assert not re.search(
        r"^  (?:number|signatory|date|sent|published|printed_on|attachments):", made, re.MULTILINE
    )


def test_how_copies_are_sealed_and_printed_stays_and_labels_are_left_to_fill_in() -> None:
    given = "  classification: 机密★1年\n  note: 此件公开发布\n  seal: true\n  double_sided: true\n"
    made = drafted(with_("document:\n", f"document:\n{given}"))
    assert "  note: 此件公开发布\n  seal: true\n  double_sided: true\n" in made
    assert "  # classification:    # 上年 机密★1年\n" in made
    assert found_in(made, CATALOGUE, 2021) == []


def test_a_title_without_a_year_is_marked() -> None:
    assert "  # 核对：标题里没有找到年份 2020\n" in drafted(with_("样例区2020年度", "样例区"))
    assert "  title: 样例区二〇二一年度" in drafted(with_("样例区2020年度", "样例区二〇二〇年度"))


def test_the_head_is_kept_for_the_new_year_and_says_once_which_command_wrote_the_file() -> None:
    line = "# yaml-language-server: $schema=../schemas/year.schema.json\n"
    made = drafted(f"{line}# 样例区2020年度报告\n{YEAR}")
    assert made.startswith(
        f"{line}# 样例区2021年度报告\n# 样例数据，非真实\n# 由 lawgov new 从 2020.yaml 起草："
    )
    again = drafted(made, CATALOGUE, 2021, 2022)
    assert again.startswith(
        f"{line}# 样例区2022年度报告\n# 样例数据，非真实\n# 由 lawgov new 从 2021.yaml 起草："
    )
    assert again.count("由 lawgov new") == 1


def test_comments_above_figures_stay_above_them() -> None:
    made = drafted(with_("  closed: 90件", "\n  # 办结\n  closed: 90件"))
    assert "\n\n  # 办结\n  closed: 待报" in made


def test_last_years_steps_are_a_checklist_and_its_waivers_are_gone() -> None:
    waivers = "waivers:\n  - {code: LG301, at: indicators.rate, quote: 75%, reason: 样例}\n"
    made = drafted(YEAR + waivers)
    assert "# [ ] more_training：加强培训（针对 ability）\n" in made
    assert "waivers" not in made


def test_another_year_than_the_next_is_named() -> None:
    made = drafted(new=2023)
    assert "2020年 120件" in made
    assert "上年" not in made


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("2020年，我区完成工作。", "改 2020年 → 2021年"),
        ("2020年度报告；2020年度报告", "改 2020年度 → 2021年度"),
        ("2021年，我区将继续", "改 2021年 → 2022年"),
        ("自2019年5月至2020年5月", "改 2019年5月至2020年5月 → 2020年5月至2021年5月"),
        ("截至2020年12月31日", "改 2020年12月31日 → 2021年12月31日"),
        ("二〇二〇年，我区", "改 二〇二〇年 → 二〇二一年"),
        ("2016年以来", "核对 2016年"),
        ("《纲要（2015—2020年）》", "核对 2015—2020年"),
        ("《方案（2017-2020年）》", "核对 2017-2020年"),
        (
            "党的十九大和十九届二中、三中、四中、五中全会精神",
            "核对 党的十九大，十九届二中、三中、四中、五中全会",
        ),
        ("省委十三届七次全会", "核对 十三届七次全会"),
        ("第十三届全国人大四次会议", "核对 第十三届全国人大四次会议"),
        ("委员会一次、二次、三次会议精神", "核对 一次、二次、三次会议"),
        ("“七五”普法，十四五规划", "核对 “七五”，十四五"),
        ("建党100周年", "核对 100周年"),
        ("2020年落实“八五”普法", "改 2020年 → 2021年；核对 “八五”"),
        ("青政办〔2016〕214号", ""),
        ("调处{{ cases_2020 }}，“三重一大”，第一责任人", ""),
        ("热线12020、120200件", ""),
    ],
)
def test_years_and_ordinals_that_must_change_are_marked(text: str, remarks: str) -> None:
    assert dated_words.remarks(text, 2020, 2021) == remarks


def test_a_year_without_preamble_gives_a_draft_without_one() -> None:
    text = drafted(with_("preamble: |\n  现将样例区工作情况报告如下。\n", ""))
    assert "preamble" not in text
    read(text, number=2021)


def test_marks_stand_above_the_text_they_speak_of() -> None:
    made = drafted(with_("现将样例区", "2020年，现将样例区"))
    assert "preamble:\n  # 改 2020年 → 2021年\n  text: |\n    2020年，现将样例区" in made
    made = drafted(with_("heading: 履行职责", "heading: [2020年, 履行职责]"))
    assert "    # 改 2020年 → 2021年\n    heading:\n      - 2020年\n      - 履行职责\n" in made
