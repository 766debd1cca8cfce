"""A published file beside the document that it was made from.

What a reader found and a Document come in; a Verdict goes out.
"""
