"""Forms (报送表): a year's figures as Excel workbooks, one for each department, and the way back.

A catalogue, years and an office come in; Forms go out, and workbooks as bytes. Back come workbooks, and edits
of a year's YAML go out. sheet is the layout that both ways share: its hidden sheet says what each row is.
"""
