"""A published or drafted report → the files of a year; nothing is lost, and nothing is guessed in silence.

What a reader found in a file comes in; the text of data/NNNN.yaml, of office.yaml and of the catalogue goes
out, with a report of what was guessed. `clauses` are the texts of the year and the figures in them; `figures`
finds what is counted; `phrases` and `labels`, with their `vocabulary`, say what it is called; `relations`
offers what holds between neighbouring figures; `alike` takes keys, ids and labels from a year that the
project has.
"""
