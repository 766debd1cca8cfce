"""Validators that are kept: the same as those built, and never those of other code."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from made import YEAR

from lawgov_report import files, layout, source
from lawgov_report.catalogue import Catalogue
from lawgov_report.commands import built
from lawgov_report.layout import Layout
from lawgov_report.project import TERMS, terms_of
from lawgov_report.terms import Terms
from lawgov_report.writers.pdf import LAYOUT
from lawgov_report.year import Year

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_report.schema import Model


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, bytes]]:
    """Return what is kept, in place of files; afterwards the models have the validators they had."""
    held: dict[str, bytes] = {}
    for model in (Year, Catalogue, Terms, Layout):
        model.model_rebuild()
    own = {model: model.__pydantic_validator__ for model in (Year, Catalogue, Terms, Layout)}
    monkeypatch.setattr(files, "kept", lambda name: held.get(name, b""))
    monkeypatch.setattr(files, "keep", held.__setitem__)
    yield held
    for model, validator in own.items():
        model.__pydantic_validator__ = validator


def structure(validator: object) -> str:
    """Return what a validator is made of, without what JSON Schemas say and the addresses of functions."""
    return re.sub(" at 0x[0-9a-f]+", "", repr(bare(validator.__reduce__())))


def bare(part: object) -> object:
    if isinstance(part, dict):
        return {key: bare(value) for key, value in part.items() if key != "metadata"}
    return [bare(one) for one in part] if isinstance(part, list | tuple) else part


@pytest.mark.parametrize("model", [Catalogue, Terms, Year, Layout])
def test_a_validator_that_is_kept_is_the_one_that_was_built(
    model: type[Model], shelf: dict[str, bytes]
) -> None:
    built.ready(model)
    (first,) = shelf.values()
    made = model.__pydantic_validator__
    built.ready(model)
    assert model.__pydantic_validator__ is not made
    assert structure(model.__pydantic_validator__) == structure(made)
    assert [*shelf.values()] == [first]


def test_a_kept_validator_reads_a_year(shelf: dict[str, bytes]) -> None:
    data = source.read("data/2020.yaml", YEAR.encode())[0].data
    built.ready(Year)
    first = Year.model_validate(data)
    built.ready(Year)
    assert shelf
    assert Year.model_validate(data) == first
    assert first.indicators["cases"].value.written.text == "120件"


@pytest.mark.parametrize("spoil", [lambda kept: b"1" + kept, lambda kept: kept[:-40], lambda kept: kept[:60]])
def test_what_other_code_made_or_a_disk_lost_is_built_again(
    spoil: object, shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    built.ready(Terms)
    whole = shelf["Terms.validator"]
    assert callable(spoil)
    shelf["Terms.validator"] = spoil(whole)
    rebuilt: list[bool] = []
    monkeypatch.setattr(Terms, "model_rebuild", lambda: rebuilt.append(True))
    built.ready(Terms)
    assert rebuilt == [True]


def test_a_kept_layout_is_the_one_that_was_read(
    shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = files.templates(None)(LAYOUT)
    first = built.layout(LAYOUT, content)
    assert first == layout.made_of(LAYOUT, content)
    monkeypatch.setattr(layout, "made_of", None)
    assert built.layout(LAYOUT, content) == first
    with pytest.raises(TypeError):
        built.layout(LAYOUT, content.replace(b"line_pt: 28.95", b"line_pt: 28.85"))
    shelf[LAYOUT] = shelf[LAYOUT][:-9]
    with pytest.raises(TypeError):
        built.layout(LAYOUT, content)


def test_a_layout_that_is_wrong_is_not_kept(shelf: dict[str, bytes]) -> None:
    for _ in range(2):
        with pytest.raises(files.Unusable, match=r"版面数据不能用：gbt9704[.]yaml:1:1"):
            built.layout(LAYOUT, b"page: 1\n")
    assert [*shelf] == ["Layout.validator"]


def test_kept_terms_are_those_that_were_read(
    shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = files.templates(None)(TERMS)
    first = built.terms("templates/terms.yaml", content)
    assert first.terms == terms_of("templates/terms.yaml", content).terms
    monkeypatch.setattr(built, "terms_of", None)
    again = built.terms("templates/terms.yaml", content)
    assert (again.terms, again.diagnostics) == (first.terms, ())
    assert [(one.name, one.lines) for one in again.sources] == [
        (one.name, one.lines) for one in first.sources
    ]
    with pytest.raises(TypeError):
        built.terms("templates/terms.yaml", content + b"# more\n")
    assert [*shelf] == ["Terms.validator", "templates-terms.yaml"]


def test_terms_that_are_wrong_are_not_kept(shelf: dict[str, bytes]) -> None:
    for _ in range(2):
        found = built.terms("data/terms.yaml", b"laws: 1\n")
        assert (found.terms, [one.code for one in found.diagnostics]) == (None, ["LG103"])
    assert [*shelf] == ["Terms.validator"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which things are kept, an empty one."""
    monkeypatch.setattr(files, "built_in", lambda: tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__"


def test_what_a_disk_has_damaged_is_nothing(folder: Path) -> None:
    files.keep("one", b"kept")
    assert files.kept("one") == b"kept"
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert files.kept("one") == b""


def test_what_cannot_be_kept_leaves_nothing_behind(folder: Path) -> None:
    (folder / f"one.{sys.implementation.cache_tag}").mkdir(parents=True)
    files.keep("one", b"kept")
    assert files.kept("one") == b""
    assert len([*folder.iterdir()]) == 1
