"""Document to bytes: a Document and templates come in, the bytes of its files go out.

Each format is a file here, whose `prepare(settings)` returns a Writer (writer.py): what writes one document
after another. formats.py knows them by name.
"""
