"""Bytes to Source: strict YAML with the place of every key and value, and the findings.

A file's name and bytes come in by source.read; a Source and diagnostics go out. On the way characters turns
bytes into text, source turns text into a tree and data, and yaml_errors says what cannot be read. What a
place and a finding are stands in diagnostics, for all boxes. Knows YAML; not what keys mean.

openxml reads Word packages and workbooks within limits, for readers and writers alike.
"""
