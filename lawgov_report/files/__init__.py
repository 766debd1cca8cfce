"""Disk: finds the project and the templates, reads files, writes outputs all or nothing.

Paths come in, bytes go out, and back. disk reads and staging writes; aside finds what a run that was killed
has left, journal undoes it; network keeps libraries off the network. Knows not what the bytes mean.
"""

from lawgov_report.files.aside import sweep
from lawgov_report.files.disk import (
    DATA_FILES,
    MARKER,
    MAX_TEMPLATE,
    REASONS,
    TEMPLATES,
    YAML,
    Unusable,
    built_in,
    data_names,
    installing,
    names,
    of_data,
    read,
    reason,
    root,
    templates,
)
from lawgov_report.files.journal import WRITTEN
from lawgov_report.files.staging import Staging, append, create, rewrite

__all__ = [
    "DATA_FILES",
    "MARKER",
    "MAX_TEMPLATE",
    "REASONS",
    "TEMPLATES",
    "WRITTEN",
    "YAML",
    "Staging",
    "Unusable",
    "append",
    "built_in",
    "create",
    "data_names",
    "installing",
    "names",
    "of_data",
    "read",
    "reason",
    "rewrite",
    "root",
    "sweep",
    "templates",
]
