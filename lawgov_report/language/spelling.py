"""Which known key a word was meant to be: the name in place of the key, another width, a slip of the fingers.

Knows words; not what they name, nor where they stand.

English keys are compared by their letters. Chinese ones are not: 受理复议案件 and 审结复议案件 share most of
theirs and are two things. They are alike where an input method slips: a word that sounds the same, a
character lost or typed too much, two neighbours swapped; and only where exactly one key is so near.
"""

from __future__ import annotations

from bisect import bisect_right
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.identifiers import LONGEST, has_chinese, intended

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEAR = 0.7  # of difflib's ratio, for English keys
LONG_ENOUGH = 4  # letters of an English key whose slip of one letter is certain
SHARE_LOST = 4  # one character in so many may be lost from a Chinese key
# characters that make another thing of what they stand before or behind, so that nobody just forgot them
TURNING = frozenset("不未非无前后上下内外新旧男女大小率比0123456789一二三四五六七八九十〇")
# sound alike and are two things: 中止 and 终止, 权利 and 权力, 法制 and 法治, 公正 and 公证, 收案 and 受案
DISTINCT = frozenset({"中终", "利力", "制治", "正证", "收受"})
NO_LABELS: Mapping[str, str] = MappingProxyType({})

# GB 2312 has its 3,755 common characters in the order of their pinyin. These are the first ones of the 396
# syllables, from a to zuo, without tones; a character with two readings stands at one of them.
SYLLABLES = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧"
    "村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅"
    "哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱"
    "蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫"
    "娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉"
    "茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷"
    "凸湍推吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎"
    "摘瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
STARTS = [character.encode("gb2312") for character in SYLLABLES]
COMMON_END = b"\xd8\xa1"  # behind the common characters come the rarer ones, by radical


class Guess(NamedTuple):
    """The key that a word was meant to be, "" for none; `hint` says so.

    `certain` where it can have been no other, so that it may be put in without asking.
    """

    key: str = ""
    hint: str = ""
    certain: bool = False


def guess(word: str, names: Iterable[str], labels: Mapping[str, str] = NO_LABELS) -> Guess:
    """Return which of `names` a word was meant to be; `labels` has names by their labels."""
    known = list(names)
    labelled = labels.get(word, "")
    if labelled in known:
        return Guess(labelled, f"{word} 是名称，键是 {labelled}", certain=True)
    if len(word) > LONGEST:
        return Guess()
    exact = intended(word)
    if exact in known:
        return Guess(exact, f"应为 {exact}", certain=True)
    chinese = has_chinese(word)
    near = _alike(word, known) if chinese else (get_close_matches(word, known, 1, NEAR) or [""])[0]
    if not near:
        return Guess()
    return Guess(near, f"应为 {near}", certain=not chinese and slipped(word, known) == near)


def slipped(word: str, names: Iterable[str]) -> str:
    """Return the only one of `names` that a word misspells by one slip of a letter, "" where none is.

    Two neighbours swapped, or one letter lost or typed too much; no digit, which tells names apart.
    """
    near = [name for name in names if len(name) >= LONG_ENOUGH and _slip_of_a_letter(word, name)]
    return near[0] if len(near) == 1 else ""


def _slip_of_a_letter(word: str, name: str) -> bool:
    if swapped(word, name):
        return True
    lost = missing(word, name) or missing(name, word)
    return len(lost) == 1 and lost.isalpha()


def _alike(word: str, names: list[str]) -> str:
    """Return the only one of `names` that a Chinese word may be by an input method's slip, "" for none."""
    near = [name for name in names if has_chinese(name) and _slip_of_a_method(word, name)]
    return near[0] if len(near) == 1 else ""


def _slip_of_a_method(word: str, name: str) -> bool:
    if len(word) == len(name):
        return swapped(word, name) or _sounding_alike(word, name)
    if abs(len(word) - len(name)) * SHARE_LOST > max(len(word), len(name)):
        return False
    lost = missing(word, name) or missing(name, word)
    return bool(lost) and not TURNING.intersection(lost)


def swapped(word: str, name: str) -> bool:
    """Return whether two texts differ in that two neighbours changed places."""
    unlike = [at for at, pair in enumerate(zip(word, name, strict=False)) if pair[0] != pair[1]]
    if len(word) != len(name) or len(unlike) != 2:  # noqa: PLR2004 two places, of the two neighbours
        return False
    first, second = unlike
    return second == first + 1 and word[first] + word[second] == name[second] + name[first]


def missing(word: str, name: str) -> str:
    """Return the characters that `word` lacks to be `name`; "" where it has others, or lacks none."""
    rest, lost = iter(word), []
    expected = next(rest, None)
    for character in name:
        if character == expected:
            expected = next(rest, None)
        else:
            lost.append(character)
    return "".join(lost) if expected is None else ""


def _sounding_alike(word: str, name: str) -> bool:
    unlike = [(a, b) for a, b in zip(word, name, strict=True) if a != b]
    return len(unlike) * 2 <= len(name) and all(_same_sound(a, b) for a, b in unlike)


def _same_sound(first: str, second: str) -> bool:
    distinct = first + second in DISTINCT or second + first in DISTINCT
    return _syllable(first) == _syllable(second) != 0 and not distinct


def _syllable(character: str) -> int:
    """Return the number of a common character's syllable, 0 for any other character."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return bisect_right(STARTS, code) if STARTS[0] <= code < COMMON_END else 0
