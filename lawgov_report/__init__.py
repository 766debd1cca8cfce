"""Compile one YAML file per year into the annual report on building a law-based government."""

__version__ = "0.1.0"
