"""The words of a form that tell people how to fill it in.

Knows how quantities are written; not how a sheet looks.
"""

from __future__ import annotations

from lawgov_report.forms.sheet import NONE_SUCH
from lawgov_report.language.quantity import OWED

WORDS = f"还没有数的填“{OWED}”，没有这项工作的填“{NONE_SUCH}”。"
ADVICE = f"只填浅黄色的格。数值直接填数，如 717；{WORDS}写法见“填报说明”。"
HINT_TITLE = "怎样填"
HINT = f"直接填数，如 717；也可以照报告的写法：717件、2.45万件、约200件。{WORDS}"
SHARE_HINT = f"填 0 到 100 之间的百分数：95、95%、95%以上。{WORDS}"
ERROR_TITLE = "请核对"
ERROR = f"这里应当是一个数，单位同左边一列；{WORDS}"
SHARE_ERROR = f"百分数应在 0 到 100 之间；{WORDS}"
RELATIONS = ("勾稽关系", "应当是", "", "", "填齐后显示", "")
TITLE = "填报说明"
STEPS = (
    "1. 只填“报送表”里浅黄色的格：本年、备注，和表下面的填报人等四格。别的格锁着，不用改。",
    "2. 上年一列是去年报送的数；本年一列已经有数的，核对无误就不用动。",
    "3. 一格标成橙色，是与上年相比增减太大：先核对；数没有错的，在备注里写一句原因。",
    "4. 表下面的勾稽关系，填齐了就显示 ✓，或者差多少；差的，改正填错的那个数。",
    "5. 不要增删行，不要改名称和次序，不要另存为 .xls。填好保存，发回给编报告的单位。",
)
WAYS_TITLE = ("可以这样写", "意思")
# What a department may write, and what it means. tests/forms holds each to the grammar of quantities
WAYS = (
    ("717", "单位就是“单位”一列写的，不用再写"),
    ("717件", "数和单位连写，中间不空格"),
    ("2.45万件", "万、亿写在数的后面"),
    ("1亿3000万元", "亿和万一起写"),
    ("2000余万元", "两千万元多一点"),
    ("约200件", "大约；还可以写 近、超过、不少于、至多"),
    ("95%", "百分数；单位是 % 的，写 95 也行"),
    ("95%以上", "至少是这么多；还可以写 以下、左右"),
    ("3—5个", "一个范围"),
    ("第3位", "名次"),
    ("3:1", "比"),
    ("0", "有这项工作，数是零"),
    (OWED, "还没有数，以后补报；空着不填也是这个意思"),
    (NONE_SUCH, "没有这项工作，不再报送"),
)
