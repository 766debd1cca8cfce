"""Models to Document: what is printed, in order, with every figure in its place.

A catalogue, a year and the year before come in; a Document and findings go out. Knows no format.
"""
