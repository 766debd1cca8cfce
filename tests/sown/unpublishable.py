"""What must not be published: marks of secrecy, and what belongs to a person alone.

Knows what gets into a report from other files; not what a rule makes of it.
"""

from __future__ import annotations

from sowing import clause

KINDS = (
    clause(
        "an ID number with blanks",
        "LG616",
        "王某某110105 19491231 0022参加",
        "身份证号110105-1949-1231-0022",
        "6301 2219 8503 1212 34领取",
        "（身份证号码：110105194912310021）",
    ),
    clause(
        "a bank account",
        "LG616",
        "账号6222021234567890123",
        "汇入开户行建设银行账户6217 0012 3456 7890 128",
        "收款账户：31050161364000000123",
        "卡号6228480012345678915",
    ),
    clause(
        "a number plate",
        "LG616",
        "查扣青A12345",
        "号牌为青A·B1C23",
        "拖移川AD12345",
        "查处豫C1234学",
    ),
    clause(
        "an e-mail of a person",
        "LG616",
        "邮箱zhangsan@qq.com",
        "（联系邮箱：li.si_2020@163.com）",
        "报送wangwu@example.com.cn",
    ),
    clause("an account of a chat", "LG616", "微信号zhangsan123", "QQ：123456789"),
    clause("a mark of secrecy", "LG649", "机密★1年", "秘密★", "绝密★长期", "密级：秘密", "（机密）"),
    clause(
        "a mark of what is internal",
        "LG649",
        "内部资料，不得外传",
        "（内部资料）",
        "内部文件，注意保存",
        "会后收回",
        "仅供内部参考",
        "（未经批准不得公开）",
        "此件不公开",
        "严禁外传",
        "内部资料·注意保存",
        "（请妥善保管）",
        "此件发至县级",
    ),
)
