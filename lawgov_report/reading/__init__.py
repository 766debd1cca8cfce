"""Bytes to Source: strict YAML with the place of every key and value, and the findings.

Bytes and a name come in; data, places and diagnostics go out. Knows YAML; not what keys mean.
"""
