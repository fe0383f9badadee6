"""Inspections, the ladder of supervision papers, rectification with its three lists, suggestions of accountability.

Nothing here imposes a sanction: who may decide decides, and the result is recorded.
"""
