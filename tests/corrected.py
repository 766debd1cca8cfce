"""A Word file corrected as a person would: words, paragraphs and items, with tracked changes or without.

Whatever it is given is looked for in the text as it stands, and must be there.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
DAY = "2021-01-20T09:00:00Z"


def w(name: str) -> str:
    return f"{{{WORDS}}}{name}"


class Corrected:
    """A Word file under correction by `author`; with an author, changes are tracked."""

    def __init__(self, content: bytes, author: str = "") -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.members = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.members[BODY])
        self.author = author
        self.count = 900

    @property
    def content(self) -> bytes:
        self.members[BODY] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, content in self.members.items():
                package.writestr(zipfile.ZipInfo(name), content)
        return stream.getvalue()

    def paragraphs(self) -> Iterator[etree._Element]:
        yield from self.root.iter(w("p"))

    def paragraph(self, words: str) -> etree._Element:
        """Return the first paragraph with these words."""
        return next(each for each in self.paragraphs() if words in text_of(each))

    def tracked(self, kind: str) -> etree._Element:
        self.count += 1
        attributes = {w("id"): str(self.count), w("author"): self.author, w("date"): DAY}
        return etree.Element(w(kind), attributes)

    # Words

    def replace(self, old: str, new: str) -> None:
        """Replace the first occurrence of words in the text."""
        paragraph = self.paragraph(old)
        start = text_of(paragraph).index(old)
        self.write(paragraph, start, start + len(old), new)

    def insert(self, before: str, new: str) -> None:
        """Write new words in front of these."""
        paragraph = self.paragraph(before)
        start = text_of(paragraph).index(before)
        self.write(paragraph, start, start, new)

    def write(self, paragraph: etree._Element, start: int, end: int, new: str) -> None:
        """Write `new` over the characters from `start` to `end` of a paragraph's text."""
        runs = self.cut(paragraph, start, end)
        place = runs[-1] if runs else self.before(paragraph, start)
        if new:
            run = etree.Element(w("r"))
            text = etree.SubElement(run, w("t"))
            text.text = new
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            if self.author:
                inserted = self.tracked("ins")
                inserted.append(run)
                run = inserted
            if place is None:
                first = paragraph.find(w("pPr"))
                paragraph.insert(0 if first is None else 1, run)
            else:
                place.addnext(run)
        for old in runs:
            self.remove(old)

    def remove(self, run: etree._Element) -> None:
        parent = run.getparent()
        if not self.author:
            parent.remove(run)
            return
        if parent.tag == w("ins") and parent.get(w("author")) == self.author:
            parent.remove(run)
            return
        deleted = self.tracked("del")
        parent.replace(run, deleted)
        deleted.append(run)
        for text in run.findall(w("t")):
            text.tag = w("delText")

    def before(self, paragraph: etree._Element, offset: int) -> etree._Element | None:
        """Return the run, or the control around it, that ends at an offset; None at the start."""
        self.cut(paragraph, offset, offset)
        length, last = 0, None
        for run in runs_of(paragraph):
            if length == offset:
                break
            length += len(words_of(run))
            last = run
        while last is not None and last.getparent().tag in {w("sdtContent"), w("sdt"), w("ins")}:
            last = last.getparent()
        return last

    def cut(self, paragraph: etree._Element, start: int, end: int) -> list[etree._Element]:
        """Return the runs from `start` to `end`, those at the ends cut in two."""
        for offset in (start, end):
            length = 0
            for run in list(runs_of(paragraph)):
                words = words_of(run)
                if length < offset < length + len(words):
                    second = deepcopy(run)
                    set_words(run, words[: offset - length])
                    set_words(second, words[offset - length :])
                    run.addnext(second)
                length += len(words)
        found, length = [], 0
        for run in runs_of(paragraph):
            if start <= length and length + len(words_of(run)) <= end and words_of(run):
                found.append(run)
            length += len(words_of(run))
        return found

    # Paragraphs

    def mark(self, paragraph: etree._Element, kind: str) -> None:
        """Track that the end of a paragraph came or went."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        look = properties.find(w("rPr"))
        if look is None:
            look = etree.SubElement(properties, w("rPr"))
        look.insert(0, self.tracked(kind))

    def new_paragraph(self, behind: str, text: str) -> None:
        """Write a paragraph behind the one with these words, in its style."""
        paragraph = self.paragraph(behind)
        new = etree.Element(w("p"))
        properties = paragraph.find(w("pPr"))
        if properties is not None:
            new.append(deepcopy(properties))
        paragraph.addnext(new)
        self.write(new, 0, 0, text)
        if self.author:
            self.mark(new, "ins")

    def delete_paragraph(self, words: str) -> None:
        paragraph = self.paragraph(words)
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(runs_of(paragraph)):
            self.remove(run)
        self.mark(paragraph, "del")

    def split(self, before: str) -> None:
        """End the paragraph in front of these words."""
        paragraph = self.paragraph(before)
        offset = text_of(paragraph).index(before)
        last = self.before(paragraph, offset)
        assert last is not None
        new = etree.Element(w("p"))
        properties = paragraph.find(w("pPr"))
        if properties is not None:
            new.append(deepcopy(properties))
        for element in list(last.itersiblings()):
            new.append(element)
        paragraph.addnext(new)
        if self.author:
            self.mark(paragraph, "ins")

    def join(self, words: str) -> None:
        """Join the paragraph with these words with the one behind it."""
        paragraph = self.paragraph(words)
        following = paragraph.getnext()
        if self.author:
            self.mark(paragraph, "del")
            return
        for element in list(following):
            if element.tag != w("pPr"):
                paragraph.append(element)
        following.getparent().remove(following)

    def move_paragraph(self, words: str, behind: str) -> None:
        paragraph, target = self.paragraph(words), self.paragraph(behind)
        moved = deepcopy(paragraph)
        target.addnext(moved)
        if not self.author:
            paragraph.getparent().remove(paragraph)
            return
        for each, kind in ((paragraph, "moveFrom"), (moved, "moveTo")):
            for child in [child for child in each if child.tag != w("pPr")]:
                wrapper = self.tracked(kind)
                each.replace(child, wrapper)
                wrapper.append(child)
            self.mark(each, kind)

    # Comments

    def comment(self, words: str, *texts: str) -> None:
        """Comment on these words; further texts answer the first."""
        paragraph = self.paragraph(words)
        start = text_of(paragraph).index(words)
        runs = self.cut(paragraph, start, start + len(words))
        root = etree.Element(w("comments"), nsmap={"w": WORDS})
        for number, text in enumerate(texts):
            runs[0].addprevious(etree.Element(w("commentRangeStart"), {w("id"): str(number)}))
            reference = etree.Element(w("r"))
            etree.SubElement(reference, w("commentReference"), {w("id"): str(number)})
            runs[-1].addnext(reference)
            runs[-1].addnext(etree.Element(w("commentRangeEnd"), {w("id"): str(number)}))
            comment = etree.SubElement(root, w("comment"))
            comment.attrib.update(
                {w("id"): str(number), w("author"): self.author or "样例科", w("date"): DAY}
            )
            id_ = {"{http://schemas.microsoft.com/office/word/2010/wordml}paraId": f"0000000{number + 1}"}
            line = etree.SubElement(etree.SubElement(comment, w("p"), id_), w("r"))
            etree.SubElement(line, w("t")).text = text
        self.members["word/comments.xml"] = etree.tostring(root)
        entries = "".join(
            f'<w15:commentEx w15:paraId="0000000{number + 1}"'
            + (' w15:paraIdParent="00000001"/>' if number else "/>")
            for number in range(len(texts))
        )
        space = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
        extended = f"<w15:commentsEx {space}>{entries}</w15:commentsEx>"
        self.members["word/commentsExtended.xml"] = extended.encode()
        self.name_parts()

    def name_parts(self) -> None:
        """Tell the package of the comments, as Word does."""
        types = self.members.get("[Content_Types].xml", b"").decode()
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        override = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'
        self.members["[Content_Types].xml"] = types.replace("</Types>", override).encode()
        name = "word/_rels/document.xml.rels"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        relation = f'<Relationship Id="rIdc" Type="{kind}" Target="comments.xml"/></Relationships>'
        relations = self.members.get(name, b"").decode()
        self.members[name] = relations.replace("</Relationships>", relation).encode()


def runs_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs that stand: those taken out are passed over."""
    for run in paragraph.iter(w("r")):
        if not any(parent.tag in {w("del"), w("moveFrom")} for parent in run.iterancestors()):
            yield run


def words_of(run: etree._Element) -> str:
    return "".join(text.text or "" for text in run.findall(w("t")))


def set_words(run: etree._Element, words: str) -> None:
    text = run.find(w("t"))
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def text_of(paragraph: etree._Element) -> str:
    return "".join(words_of(run) for run in runs_of(paragraph))
