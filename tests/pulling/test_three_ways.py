"""The YAML went on while the Word file was away: what does not meet merges, what does is a conflict."""

from __future__ import annotations

from corrected import Corrected
from pulled import back, built, edited, sample, written

from lawgov_report.pulling.planning import FigureChanged, TextChanged

CLEANUP = "及时清理与上位法不一致的文件，清理结果向社会公布。"


def national() -> Corrected:
    return Corrected(built("national"), "区长")


def test_changes_on_both_sides_that_do_not_meet_merge() -> None:
    now = edited(
        sample("national"),
        ("及时清理", "全面清理"),
        ("study_sessions: 6次", "study_sessions: 7次"),
        ("          - id: procedures\n", "          # 制度\n          - id: procedures\n"),
    )
    word = national()
    word.replace("向社会公布", "向社会公开")
    word.replace("136", "140")
    word.replace("限时办结", "限时办结并通报")
    found = back(word.content, sample("national"), now)
    assert [each.conflict for each in found.pulled.proposals] == ["", "", ""]
    for line in (
        "全面清理与上位法不一致的文件，清理结果向社会公开。",
        "study_sessions: 7次",
        "reviews_accepted: 140件",
    ):
        assert line in found.text
    assert ("# 制度" in found.text, "限时办结并通报" in found.text) == (True, True)
    assert not found.result.left


def test_what_both_sides_changed_is_a_conflict_and_is_not_written() -> None:
    now = edited(sample("national"), ("清理结果向社会公布", "清理结果依法公布"), ("136件", "138件"))
    word = national()
    word.replace("清理结果向社会公布", "结果公开")
    word.replace("136", "140")
    found = back(word.content, sample("national"), now)
    text, figure = found.pulled.proposals
    assert (type(text.step), type(figure.step)) == (TextChanged, FigureChanged)
    assert (text.conflict, text.present) == ("YAML 里同一处也改过", CLEANUP.replace("向社会公布", "依法公布"))
    assert (figure.old, figure.new, figure.present) == ("136件", "140件", "138件")
    assert found.result.content == now.content


def test_what_both_sides_changed_in_the_same_way_is_no_change() -> None:
    now = edited(sample("national"), ("清理结果向社会公布", "结果公开"), ("136件", "140件"))
    word = national()
    word.replace("清理结果向社会公布", "结果公开")
    word.replace("136", "140")
    found = back(word.content, sample("national"), now)
    assert (found.pulled.proposals, found.result.content) == ((), now.content)


def test_an_older_word_file_takes_back_nothing_of_a_newer_year() -> None:
    now = edited(
        sample("national"),
        ("及时清理", "全面清理"),
        ("2024年，我区坚持依法行政，", "2024年，我区"),
        ("136件", "138件"),
        (
            "        answers: [capacity]\n",
            "        answers: [capacity]\n      - {id: third, text: 新的一条。}\n",
        ),
    )
    found = back(national().content, sample("national"), now)
    assert (found.pulled.proposals, found.result.left, found.result.content) == ((), (), now.content)


def test_a_text_that_is_gone_from_the_year_is_a_conflict() -> None:
    block = "          - id: cleanup\n            text: |\n              " + CLEANUP + "\n"
    now = edited(sample("national"), (block, ""))
    word = national()
    word.replace("清理结果向社会公布", "结果公开")
    found = back(word.content, sample("national"), now)
    assert [each.conflict for each in found.pulled.proposals] == [
        "YAML 里已经没有这段文字，或者它所在的列表改过"
    ]
    assert found.result.content == now.content


def test_a_figure_that_the_file_gives_twice_and_in_two_ways_is_a_conflict() -> None:
    word = Corrected(built("shifan"))
    word.replace("案件389起", "案件400起")
    word.replace("案件23件", "案件25件")
    cell = next(each for each in word.paragraphs() if "".join(each.itertext()) == "23件")
    word.write(cell, 0, 2, "25")
    found = back(word.content, sample("shifan"))
    by_key = {each.what: each for each in found.pulled.proposals}
    twice = next(each for each in by_key.values() if each.new == "400起")
    assert twice.conflict == "文件里同一个数说法不一：400起、389起"
    assert [each.new for each in by_key.values() if not each.conflict] == ["25件"]
    assert ("389起" in found.text, "25件" in found.text) == (True, True)


def test_a_figure_that_was_owed_and_bounds_come_back_as_values() -> None:
    base = edited(sample("national"), ("24件", "待报"))
    word = Corrected(written(base))
    word.replace("【待报】", "26件")
    word.insert("136", "约")
    found = back(word.content, base)
    assert "normative_documents: 26件" in found.text
    assert "reviews_accepted: 约136件" in found.text
    assert found.said == found.says


def test_line_ends_a_byte_order_mark_and_quotes_stay() -> None:
    base = sample("national")
    content = b"\xef\xbb\xbf" + base.content.replace(b"\n", b"\r\n").replace(b"ending: ", b'ending: "')
    content = content.replace("特此报告。".encode(), '特此报告。"'.encode())
    crlf = base.reopened(content)
    assert crlf is not None
    word = national()
    word.replace("特此报告", '特此“专题”报告"')
    word.new_paragraph("现将有关情况报告如下", "再加一段。")
    found = back(word.content, base, crlf)
    assert found.result.content.startswith(b"\xef\xbb\xbf")
    assert found.result.content.count(b"\n") == found.result.content.count(b"\r\n")
    assert 'ending: "特此“专题”报告\\"。"' in found.text
    assert found.said == found.says


def test_what_was_pulled_once_is_no_change_any_more() -> None:
    word = national()
    for old, new in (
        ("向社会公布", "向社会公开"),
        ("136", "140"),
        ("二是有的单位", "二是新的一条。三是有的单位"),
    ):
        word.replace(old, new)
    word.delete_paragraph("2024年，我区坚持依法行政")
    word.new_paragraph("对重大行政决策带头", "再加一段。")
    word.move_paragraph("首先，", behind="其次，")
    found = back(word.content, sample("national"))
    assert (found.said == found.says, len(found.pulled.proposals)) == (True, 6)
    again = sample("national").reopened(found.result.content)
    assert again is not None
    assert back(word.content, sample("national"), again).pulled.proposals == ()


def test_a_paragraph_that_was_split_once_is_no_change_any_more() -> None:
    base, word = sample("run_in"), Corrected(built("run_in"))
    word.split("现将有关情况")
    again = base.reopened(back(word.content, base).result.content)
    assert again is not None
    assert back(word.content, base, again).pulled.proposals == ()
