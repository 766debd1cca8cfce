"""What the rules find in correct official prose, held to the verdicts of who read it."""

from __future__ import annotations

import precision
import pytest


@pytest.mark.slow
@pytest.mark.skipif(not precision.CORPUS.is_dir(), reason="the corpus is no part of the project")
def test_what_is_found_in_correct_prose_is_judged_and_mostly_right() -> None:
    assert list(precision.failures(precision.judged(precision.hits()))) == []
