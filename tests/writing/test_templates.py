"""What a project's template may do, and what it may cost. Sample data that is not real."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from made import ROOT, folder, lawgov

from lawgov_report.files import Unusable
from lawgov_report.writing import bounds
from lawgov_report.writing.templates import compiled, render

if TYPE_CHECKING:
    from pathlib import Path

MANY = "range(100000)"


def looped(code: str) -> str:
    """Return code that runs 100,000 times."""
    return f"{{% for n in {MANY} %}}{code}{{% endfor %}}"


TWICE = "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}"
# Each line twice as long as the one before
DOUBLED = "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}"
ADDED = "{% set a = ['x'] %}" + "{% set a = a + a %}" * 60 + "{{ a | length }}"
NESTED = "{% set a = 'x' %}" + "{% set a = [a, a] %}" * 60
LONG = "{% set a, b = 'x' * 1000000, 'x' * 1000000 %}"
MEGABYTE = "{% set a = 'x' * 1000000 %}"
ENDLESS = {
    "range": "{% for n in range(1000000000) %}x{% endfor %}",
    "loops": looped(f"{{% for m in {MANY} %}}{{% endfor %}}"),
    "loops that pick": looped(f"{{% for m in {MANY} if false %}}{{% endfor %}}"),
    "loops over filters": looped(f"{{% for m in {MANY} | map('string') %}}{{% endfor %}}"),
    "recursive loop": "{% for n in range(9) recursive %}{{ loop(range(9)) if loop.depth < 99 }}{% endfor %}",
    "filters": looped(f"{{% set m = {MANY} | list %}}"),
    "macros": TWICE,
    "macro without end": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "block without end": "{% block a %}{{ self.a() }}{% endblock %}",
    "slices": "{% for n in [1] | slice(1000000000) %}{% endfor %}",
    "comparisons": LONG + looped("{{ a == b }}"),
    "searches": LONG + looped("{{ 'y' in a }}"),
    "searches by a method": LONG + looped("{{ a.count('y') }}"),
    "tests": LONG + looped("{{ a is eq b }}"),
    "comparisons of lists": f"{{% set a, b = {MANY} | list, {MANY} | list %}}" + looped("{{ a < b }}"),
    "comparisons of sorting": LONG + looped("{{ ([a, b] | sort)[0] is string }}"),
}
HUGE = {
    "times": "{{ 'x' * 10**9 }}",
    "times, the other way": "{{ 10**9 * 'x' }}",
    "list": "{{ ([1] * 10**9) | length }}",
    "power": "{{ 10 ** 1000000000 }}",
    "factor by factor": "{% macro f(x) %}{{ f(x * x) }}{% endmacro %}{{ f(3) }}",
    "center": "{{ 'x' | center(1000000000) }}",
    "center by map": "{{ ['x'] | map('center', 1000000000) | list }}",
    "center of a text": "{{ 'x'.center(1000000000) }}",
    "ljust": "{{ 'x'.ljust(1000000000) }}",
    "zfill": "{{ 'x'.zfill(1000000000) }}",
    "expandtabs": "{{ '\t'.expandtabs(1000000000) }}",
    "to_bytes": "{{ (1).to_bytes(1000000000, 'big') }}",
    "indent": "{{ 'x' | indent(1000000000, true) }}",
    "tojson": "{{ [1] | tojson(1000000000) }}",
    "round": "{{ 5 | round(-1000000000) }}",
    "batch": "{{ [1] | batch(1000000000, 'x') | list }}",
    "percent": "{{ '%1000000000d' % 1 }}",
    "percent with a star": "{{ '%*d' % (1000000000, 1) }}",
    "format filter": "{{ '%1000000000d' | format(1) }}",
    "format": "{{ '{:1000000000d}'.format(1) }}",
    "format with a field": "{{ '{:{}d}'.format(1, 1000000000) }}",
    "format_map": "{{ '{a:1000000000d}'.format_map({'a': 1}) }}",
    "fields": MEGABYTE + "{{ ('{0}' * 1000).format(a) }}",
    "replace": MEGABYTE + "{{ a.replace('x', a) }}",
    "replace filter": MEGABYTE + "{{ a | replace('x', a) }}",
    "join": MEGABYTE + f"{{{{ a.join({MANY} | map('string')) }}}}",
    "join filter": MEGABYTE + f"{{{{ {MANY} | join(a) }}}}",
    "translate": MEGABYTE + "{{ a.translate({120: a}) }}",
    "wordwrap": MEGABYTE + "{{ a | wordwrap(1, true, a) }}",
    "sum": "{{ ([[1] * 1000] * 1000) | sum(start=[]) | length }}",
    "doubled": DOUBLED,
    "added": ADDED,
    "nested, printed": NESTED + "{{ a }}",
    "nested, compared": NESTED + "{{ a == a + [] }}",
    "set": MEGABYTE + "{% set b %}" + looped("{{ a }}") + "{% endset %}",
    "macro": "{% macro f(a) %}" + looped("{{ a }}") + "{% endmacro %}" + MEGABYTE + "{{ f(a) }}",
    "filter block": MEGABYTE + "{% filter upper %}" + looped("{{ a }}") + "{% endfilter %}",
    "printed": MEGABYTE + looped("{{ a }}"),
    "printed as it stands": looped("x" * 10_000),
    "texts in a list": f"{{% set a = {MANY} | map('center', 10000) | list %}}",
    "letters": "{{ ('一' * 4000000) | list | length }}",
    "slices in calls": "{% macro f(a) %}{{ f(a[1:]) }}{% endmacro %}{{ f('一' * 1000000) }}",
    "one text after another": "{{ [" + ", ".join(["'一' * 4000000"] * 20) + "] | length }}",
}
# Renders each template that is given as JSON, with a tenth of the characters that are let through, which is
# ten times as fast; prints what came of each, and last by how much the peak of its memory grew
RENDERING = """
import json, sys
from lawgov_report.files import Unusable
from lawgov_report.writing import bounds
from lawgov_report.writing.templates import compiled, render
bounds.CHARACTERS = 5_000_000
peak = lambda: int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
render(compiled(b"{{ 1 }}", "x"), {})  # imports the rest
codes, before = json.load(sys.stdin), peak()
for code in codes:
    try:
        print(len(render(compiled(code.encode(), "x"), {})))
    except Unusable as error:
        print(error)
print(peak() - before)
"""
GROWTH = 32 << 10  # kilobytes; VmHWM and not ru_maxrss, which is inherited from the process that starts one
WRONG = r"模板 x 第 1 行不能用：.+"
FINE = (
    ("{{ ('x' * 1000000) | length }}", "1000000"),
    (
        "{% for n in range(3) %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}",
        "1/3,2/3,3/3",
    ),
    ("{% for n in [1, 2] | map('string') %}{{ n }}{% if loop.last %}.{% endif %}{% endfor %}", "12."),
    ("{% for k, v in {'a': (1, 2)}.items() %}{{ k }}{{ v[1:] }}{% endfor %}", "a(2,)"),
    ("{{ '%05.1f|%s' % (2.5, 'x') }}{{ '{:>4}'.format('x') }}", "002.5|x   x"),
    ("{{ '%d件' | format(5000000) }}{{ 'a' ~ 1 ~ '<' }}", "5000000件a1&lt;"),
    ("{{ ['a', 'b'] | join('、') }}{{ 'ab' | replace('b', 'c') }}{{ 'x' * 3 }}", "a、bacxxx"),
    ("{% for n in [[1, [2]]] recursive %}{{ n if n is number else loop(n) }}{% endfor %}", "12"),
    ("{{ ([1, 2] + [3]) | sum }}{{ 2 ** 10 }}{{ 7 % 4 }}{{ 'x' | center(5) | trim }}", "610243x"),
)


@pytest.mark.parametrize(("code", "printed"), FINE, ids=range(len(FINE)))
def test_what_templates_need_goes_on_working(code: str, printed: str) -> None:
    assert render(compiled(code.encode(), "x"), {}) == printed


@pytest.mark.parametrize("code", ENDLESS.values(), ids=ENDLESS)
def test_a_template_that_would_run_for_ever_is_one_line(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "STEPS", 200_000)
    with pytest.raises(Unusable) as error:
        render(compiled(code.encode(), "x"), {})
    assert re.fullmatch(WRONG, str(error.value))


@pytest.mark.slow
def test_ten_million_iterations_are_let_through_and_no_more() -> None:
    # the second line would not be reached if the 9,990,000 of the first were too many
    loops = "{% for n in range(100) %}{% for m in range(99900) %}{% endfor %}{% endfor %}"
    with pytest.raises(Unusable, match="第 2 行不能用：循环和调用超过 10,000,000 次"):
        render(compiled(f"{loops}\n{{% for n in range(9900) %}}{{% endfor %}}".encode(), "x"), {})


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_no_template_fills_the_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RENDERING],
        input=json.dumps(list(HUGE.values())),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    *lines, growth = done.stdout.splitlines()
    assert [name for name, line in zip(HUGE, lines, strict=True) if not re.fullmatch(WRONG, line)] == []
    assert int(growth) < GROWTH


def test_a_list_from_outside_cannot_be_changed() -> None:
    with pytest.raises(Unusable, match="append"):
        render(compiled(b"{% for n in a %}{{ a.append(1) }}{% endfor %}", "x"), {"a": [1]})


def test_a_template_of_a_project_that_runs_for_ever_is_one_line_and_exit_2(tmp_path: Path) -> None:
    project = folder(tmp_path)
    (project / "templates").mkdir()
    (project / "templates" / "report.md.j2").write_text("# {{ title }}\n{{ 'x' * 10 ** 9 }}\n", "utf-8")
    done = lawgov("-C", project, "build", "--to", "md")
    assert (done.returncode, done.stdout) == (2, "")
    line = "lawgov：模板 report.md.j2 第 2 行不能用：做出的文字超过 50,000,000 字；请减少重复\n"
    assert done.stderr == line
