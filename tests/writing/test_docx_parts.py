"""What a report takes over from a reference document, and what of one is refused. Made-up sample data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import made
import peak
import pytest
import swelling

from lawgov_report.files import Unusable
from lawgov_report.reading import openxml
from lawgov_report.writing import archive, digest, docx, docx_parts

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

BUILT_IN = (made.ROOT / "templates" / docx.REFERENCE).read_bytes()
MEMBERS = openxml.members(BUILT_IN)
BODY, STYLES, TYPES = docx_parts.BODY, docx_parts.STYLES, docx_parts.TYPES
EXTERNAL = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'attachedTemplate" Target="http://example.org/a.dotx" TargetMode="External"/></Relationships>'
)


def packed(members: dict[str, bytes]) -> bytes:
    return archive.join(archive.member(*member) for member in members.items())


def changed(name: str, old: str, new: str) -> bytes:
    """Return the built-in reference document with a stretch of one part replaced."""
    assert old.encode() in MEMBERS[name]
    return packed({**MEMBERS, name: MEMBERS[name].replace(old.encode(), new.encode())})


def swollen(member: archive.Member) -> bytes:
    return archive.join([*(archive.member(*each) for each in MEMBERS.items()), member])


WITH_OWN = ("--to", "docx", "--reference", "own.docx")
SECTION = '<w:pgSz w:w="11906"'
WRONG: dict[str, tuple[Callable[[], bytes], str]] = {
    "stray tag in the section": (lambda: changed(BODY, SECTION, f"<w:x>{SECTION}"), "已损坏：第 2 行第"),
    "stray tag in the footer": (
        lambda: changed("word/footer1.xml", "</w:ftr>", "<w:p></w:ftr>"),
        "footer1.xml",
    ),
    "tag cut off": (lambda: changed(STYLES, "</w:styles>", "<w:style "), "styles.xml 已损坏"),
    "unknown prefix": (lambda: changed(BODY, SECTION, f"<v:x/>{SECTION}"), "unbound prefix"),
    "prefix of the body": (
        lambda: packed(
            {
                **MEMBERS,
                BODY: MEMBERS[BODY]
                .replace(b"<w:body>", b'<w:body xmlns:v="urn:v">')
                .replace(SECTION.encode(), b"<v:x/>" + SECTION.encode()),
            }
        ),
        "unbound prefix",
    ),
    "20,000 styles begun": (
        lambda: changed(STYLES, "</w:styles>", "<w:style " * 20_000),
        "styles.xml 已损坏",
    ),
    "DTD": (lambda: changed(BODY, "<w:document", "<!DOCTYPE a><w:document"), "有 DTD"),
    "nested a little": (lambda: changed(STYLES, "</w:styles>", "<w:style>" * 300), "套了超过 250 层"),
    "long tag": (lambda: changed(STYLES, "<w:styles", f"<w:styles a='{'x' * (1 << 20)}'"), "有超长的标记"),
    "long namespace": (
        lambda: changed(STYLES, "<w:styles", f"<w:styles xmlns:x='{'x' * 300}'"),
        "有超长的标记",
    ),
    "width of 5,000 digits": (
        lambda: changed(BODY, SECTION, f'<w:pgSz w:w="{"9" * 5000}"'),
        "页面设置里 w:w 是",
    ),
    "width in words": (lambda: changed(BODY, SECTION, '<w:pgSz w:w="21cm"'), "是“21cm”"),
    "no room for text": (lambda: changed(BODY, SECTION, '<w:pgSz w:w="300"'), "没有版心"),
    "2,001 members": (
        lambda: packed({**MEMBERS, **{str(number): b"" for number in range(2_001 - len(MEMBERS))}}),
        "里面的文件超过 2000 个",
    ),
    "a long name": (lambda: packed({**MEMBERS, "é" * 300: b""}), "名字超过 255 个字"),
    "two of a name": (lambda: swollen(archive.member(BODY, b"")), "同名的文件"),
    "a template": (
        lambda: changed(
            TYPES, docx_parts.MAIN_TYPE, docx_parts.MAIN_TYPE.replace("document.main", "template.main")
        ),
        "模板（.dotx）",
    ),
    "another root": (lambda: changed(BODY, "w:document", "w:letter"), "不是 Word 的正文"),
    "strict": (
        lambda: changed(BODY, docx_parts.WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        "严格 Open XML",
    ),
}


# What would take more than the machine has, if it were read
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nested": (lambda: changed(STYLES, "</w:styles>", "<w:style>" * 3_000_000), "超过 2000000 个标记"),
    "700,000 members": (lambda: swelling.listed(BUILT_IN, 700_000), "里面的文件超过 2000 个"),
    "zeros": (lambda: swollen(swelling.zeros("word/z.bin", 320)), "解压后超过 64 MB"),
    "a member that lies": (lambda: swollen(swelling.lying("word/z.bin", 320)), "不是 Word 文档"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made.folder(tmp_path)


def assert_refused(done: subprocess.CompletedProcess[str], reason: str, project: Path) -> None:
    """Assert that a build with own.docx as reference document is refused in a line, with nothing written."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("lawgov：参考文档 own.docx ")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (project / "out").exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_a_reference_document_that_cannot_be_used_is_one_line_and_exit_2(name: str, project: Path) -> None:
    content, reason = WRONG[name]
    (project / "own.docx").write_bytes(content())
    assert_refused(made.lawgov("build", *WITH_OWN, cwd=project), reason, project)


def test_one_in_the_folder_of_templates_is_refused_likewise(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / docx.REFERENCE).write_bytes(WRONG["DTD"][0]())
    done = made.lawgov("build", "--to", "docx", cwd=project)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "有 DTD" in done.stderr


@peak.LINUX
@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_no_refused_reference_document_takes_much_memory(name: str, project: Path) -> None:
    content, reason = BOMBS[name]
    (project / "own.docx").write_bytes(content())
    done, megabytes = peak.run("build", *WITH_OWN, cwd=project)
    assert_refused(done, reason, project)
    assert megabytes < peak.MOST


def test_what_a_report_takes_over_is_as_it_was_written() -> None:
    parts = docx_parts.read(MEMBERS)
    body = MEMBERS[BODY].decode()
    assert f"<w:document{parts.namespaces}>" in body
    assert f"{parts.section}</w:body>" in body
    assert parts.links == ()


def test_the_last_section_is_the_page_of_the_report() -> None:
    inner = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1"/></w:sectPr></w:pPr></w:p>'
    parts = docx_parts.read(
        {**MEMBERS, BODY: MEMBERS[BODY].replace(b"<w:body>", f"<w:body>{inner}".encode())}
    )
    assert parts == docx_parts.read(MEMBERS)


def test_text_and_entities_of_the_section_stay_what_they_are() -> None:
    section = b'<w:x w:a="&lt;&quot;&amp;"> a&lt; <w:y/></w:x>'
    parts = docx_parts.read(
        {**MEMBERS, BODY: MEMBERS[BODY].replace(SECTION.encode(), section + SECTION.encode())}
    )
    assert '<w:x w:a="&lt;&#34;&amp;"> a&lt; <w:y/></w:x>' in parts.section


def test_an_id_of_a_style_is_text_wherever_it_is_printed() -> None:
    odd = changed(STYLES, 'w:styleId="BodyText"', 'w:styleId="a&amp;b"')
    written = docx.write(made.document(), lambda name: odd if name == docx.REFERENCE else template(name))
    assert b'<w:pStyle w:val="a&amp;b"/>' in openxml.members(written[".docx"])[BODY]


def template(name: str) -> bytes:
    return (made.ROOT / "templates" / name).read_bytes()


LINKED = (
    "警告：参考文档连到外面的文件 1 处（attachedTemplate http://example.org/a.dotx），每份报告都会带上，"
    "打开时可能联网去取；不需要的，用 Word 断开链接后另存\n"
)


def test_files_outside_are_warned_of_and_stay(project: Path) -> None:
    name = "word/_rels/document.xml.rels"
    linked = MEMBERS[name].replace(b"</Relationships>", EXTERNAL)
    (project / "own.docx").write_bytes(packed({**MEMBERS, name: linked}))
    done = made.lawgov("build", "--to", "docx", "--reference", "own.docx", cwd=project)
    assert (done.returncode, done.stderr) == (0, LINKED)
    assert openxml.members((project / "out" / "2020.docx").read_bytes())[name] == linked


def test_a_comparison_in_word_warns_of_files_outside_too(project: Path) -> None:
    name = "word/_rels/document.xml.rels"
    linked = {**MEMBERS, name: MEMBERS[name].replace(b"</Relationships>", EXTERNAL)}
    (project / "templates").mkdir()
    (project / "templates" / "reference.docx").write_bytes(packed(linked))
    done = made.lawgov("diff", "2020", "2020", "-o", "修订.docx", cwd=project)
    assert (done.returncode, done.stderr) == (0, LINKED)


def test_a_property_with_a_number_of_5000_digits_is_passed_over() -> None:
    number = "9" * 5000
    custom = f'<Properties xmlns="{digest.PROPERTY[1:-1]}"><property pid="{number}"/></Properties>'
    odd = packed({**MEMBERS, digest.CUSTOM: custom.encode()})
    written = docx.write(made.document(), lambda name: odd if name == docx.REFERENCE else template(name))
    assert b'pid="2"' in openxml.members(written[".docx"])[digest.CUSTOM]


def test_utf_16_is_read_as_well() -> None:
    text = MEMBERS[STYLES].decode().replace("UTF-8", "UTF-16")
    assert docx_parts.read({**MEMBERS, STYLES: text.encode("utf-16")}) == docx_parts.read(MEMBERS)


def test_other_encodings_are_refused() -> None:
    text = MEMBERS[STYLES].decode().replace("UTF-8", "cp037")
    with pytest.raises(Unusable, match="已损坏"):
        docx_parts.read({**MEMBERS, STYLES: text.encode("cp037", "replace")})
