"""How official Chinese writes figures, changes, relations and references.

Text in, values out, and back; knows no file, no model, no format.
"""
