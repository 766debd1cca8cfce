"""What is said of a noun behind its number: 16个乡镇均聘请了法律顾问 counts 聘请法律顾问的乡镇.

Knows what words behind a noun say of it; not which numbers have a noun behind them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.importing import phrases, vocabulary
from lawgov_report.importing.phrases import LEAST, WORD

if TYPE_CHECKING:
    from lawgov_report.importing.phrases import NumberInProse

LONGEST = 20  # characters of a name with what is said; a longer one is not made
ADVERBS = re.compile("^(?:均|都|全部|全面|全|已经|已|首次|陆续|成功|先后|提前|依法|予以|进行)+")
TAKEN = re.compile("(?:对|将|把)(?:[^，。；、]{1,10}的)?$")  # 对发现的35起违法行为立案查处
DONE_TO = re.compile("(?:为|给|向|与|对|由|被|让|将|把|在|从|于)$")
FOR = ("为", "给", "向")
RECEIVING = {"提供": "享受", "发放": "领取"}  # what they do for whom others do this
SERVING = "担任"
ROLE = re.compile("(?P<place>.+?)(?P<role>(?:法律|法治|政府)?(?:顾问|副校长|辅导员|指导员|联络员|调解员))")
PLACES = frozenset("个家所")  # units of them: of 396个村法律顾问 villages are counted, of 3名法律顾问 people
EXAMPLES = re.compile("(?P<first>[^、]{2,})、[^等]{2,}(?=等.)")


def subject(number: NumberInProse, noun: str) -> str:
    """Return a noun without what is done to it: 单位 of 对12家单位的案卷抽查111册."""
    first, _, rest = noun.partition("的")
    return first if _examined(rest) and number.followed and TAKEN.search(number.before) else noun


def _examined(words: str) -> bool:
    return len(words) > LEAST and words.endswith(tuple(vocabulary.DEEDS))


def named(number: NumberInProse, noun: str, action: str) -> str:
    """Return the name of what is behind a number with what is said of it, "" where nothing of use is.

    `action` is what is said before the number to be done with it, "" where nothing is.
    """
    behind = number.after[number.after.find(noun) + len(noun) :]
    part = vocabulary.TAKING_PART.match(behind)
    if part and action in ("", "组织"):
        return noun + part[0]
    name = _served(number, noun) or _handled(number, noun, behind)
    if action == "" and not name:
        name = _described(number, noun)
    return name if len(name) <= LONGEST else ""


def _served(number: NumberInProse, noun: str) -> str:
    """Return 配备法律顾问的村 of 担任396个村法律顾问."""
    match = ROLE.fullmatch(noun) if number.before.endswith((SERVING, f"{SERVING}全区")) else None
    return f"配备{match['role']}的{match['place']}" if match and number.amount.unit in PLACES else ""


def _handled(number: NumberInProse, noun: str, behind: str) -> str:
    """Return 立案查处违法行为 of 对35起违法行为立案查处, 案卷抽查涉及单位 of 对12家单位的案卷抽查111册."""
    if not TAKEN.search(number.before):
        return ""
    if not number.followed:
        deeds = ADVERBS.sub("", behind)
        return deeds + noun if phrases.is_of_verbs(deeds) else ""
    words = phrases.read(number._replace(before=behind.removeprefix("的"), joined=False), 0).words
    return f"{words}涉及{noun.rpartition('的')[2]}" if _examined(words) else ""


def _described(number: NumberInProse, noun: str) -> str:
    """Return a noun with what is said of it, or of all of the list that it is in."""
    served = number.before.endswith(FOR)  # 为残疾人提供服务: it is not they who do
    last = phrases.noun_behind(number._replace(after=number.closing, followed=False))
    if not last or (DONE_TO.search(number.before) and not served):
        return ""
    clause = ADVERBS.sub("", number.closing[number.closing.find(last) + len(last) :])
    clause = EXAMPLES.sub(r"\g<first>", clause)
    attained = vocabulary.ATTAINING.match(clause)
    verb = attained[0] if attained else phrases.first_action(clause)
    rest = clause[len(verb) :].removeprefix("了")
    verb = RECEIVING.get(verb, "") if served else verb
    if not verb or len(rest) < WORD or "、" in rest:
        return ""
    # 入选国家级产业集群 says already that it is one
    return verb + rest if rest.endswith(noun) else f"{verb}{rest}的{noun}"
