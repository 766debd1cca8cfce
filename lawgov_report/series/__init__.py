"""Indicators through the years: collected, then shown as tables, bars or charts.

A catalogue and years come in; Series go out, or text and pictures of them.
"""
