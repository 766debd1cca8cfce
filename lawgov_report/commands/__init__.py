"""The sub-commands: words of a command line come in, files and text on the terminal go out.

Each command is a file here, whose `run` is the command and its docstring the help. What several of them use
stands in files that begin with _: such a file is no command.
import_ is `lawgov import`, since import is a word of Python.
"""

# The first line of each command's help, once more: `lawgov --help` prints these, so that it loads no command.
# tests/test_cli.py holds them to the docstrings
MEMBERS = {
    "init": "新建项目：指标目录、第一年、自动检查和编辑器设置，不覆盖已有文件",
    "new": "起草新一年的文件：指标待报，文字留作草稿，不覆盖已有文件",
    "import": "导入报告：公开的或起草的文件，变成一年的 YAML，逐段核对",
    "validate": "检查数据：格式、引用、数值、法定内容、文字",
    "build": "编制报告：YAML 编成 Markdown、DOCX、网页、PDF、文本和数据",
    "preview": "预览报告：边写边看，文件一保存网页就更新",
    "show": "显示一年的报告：一句一行的文字，后面是全部数值",
    "diff": "比较两年：指标的增减，文字的改动",
    "series": "看指标历年的数值：表格或图，标出中断、换口径和更正",
    "indicators": "列出指标：名称、单位、部门、有哪几年的数；谁还欠着数",
    "forms": "部门报送表：发出 Excel 表，收回数值，看谁报了",
    "verify": "核对公开的文件：读回其中的文字和数值，与数据比较",
    "pull": "取回 Word 里的改动：变成 YAML 的改动，先列出来，--write 才写",
    "rules": "列出全部规则：代码、名称、程度",
    "explain": "解释规则：为什么、错误和正确的写法、怎么改",
    "schema": "导出 JSON Schema：编辑器据此补全和检查 YAML",
    "doctor": "检查运行环境：Python、扩展功能、字体、项目和项目自己的模板",
    "reference": "生成样式文件：由版面数据做出 reference.docx",
}
