"""Keys of both kinds, English and Chinese, for whatever draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from lawgov_report.language.identifiers import RESERVED

ENGLISH = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
# the first and last letters of the ranges, and common ones; all of them are tried in tests/language
CHINESE = st.text(st.sampled_from("㐀䶿一鿿〇人民调解案件成功率0a_"), min_size=1, max_size=12).filter(
    lambda key: key[0] not in "0_" and not key.isascii()
)
KEYS = (ENGLISH | CHINESE).filter(lambda key: key not in RESERVED)
