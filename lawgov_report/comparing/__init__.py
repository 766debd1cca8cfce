"""Two years side by side, and the draft of the next one.

Two years come in; Changes go out, one of their formats, or the text of a new year file. `years` compares by
`indicators` and `texts`, which take the texts of a year from `entries`, and from `parts` which parts of two
outlines belong together; `changes` are the records. `drafting` marks `dated_words` and writes `yaml_lines`;
`moving` puts an old year into another outline.
"""
