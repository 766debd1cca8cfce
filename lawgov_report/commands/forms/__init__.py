"""The sub-commands of `lawgov forms`, a file for each as in the folder above; import_ is forms import."""

# The first line of each command's help, as in commands.MEMBERS
MEMBERS = {
    "export": "发出报送表：一个部门一个 Excel 文件",
    "import": "收回报送表：核对以后把数写进年度文件，注明出处",
    "return": "退回报送表：把问题批注在有问题的格子上",
    "status": "看谁报了：各部门应报、已报、还欠多少，退回的和逾期的排在前面",
}


def run() -> None:
    """部门报送表：发出 Excel 表，收回数值，看谁报了

    例：lawgov forms export 2022 -o 报送表
    """
