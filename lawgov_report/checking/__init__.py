"""One year judged: assembled, held against the rules, waived, fixed.

In come a project and the reading of one of its years (models.project); out go the year's Document and all
findings, in the order of the file. Beside that: the rules' manual pages, and JSON Schemas for editors.
Knows no format and no terminal.
"""
