"""The sub-commands: one file each, `run` is the command, its docstring the help."""

MEMBERS = ("build", "validate", "diff", "series", "rules", "explain", "schema", "reference", "new", "init", "indicators")
