"""Cells to canonical texts: dates, numbers, names, coded words, places. Nothing is invented, nothing raises.

Which column is read as which field is decided in mapping.py.
"""
