"""One year judged: assembled, held against the rules, waived, fixed.

A project and a reading come in; a Document and findings go out. Knows no format and no terminal.
"""
