"""How official Chinese writes: quantities, changes, relations, references, numerals, numbering, dates.

Text comes in, values go out, and back: 2.45万件 is a Quantity, 同比增长12.3% is what a Change is called. Each
module knows one such grammar; none knows a file, a model or a format.
"""
