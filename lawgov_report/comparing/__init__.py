"""Two years side by side, and the draft of the next one.

Two years come in; Changes go out, or one of their formats, or the text of a new year file.
"""
