"""Special actions: stages, tasks, indicators, targets per place, the frozen list and its daily curve.

What a figure counts is declared in indicators.py; the tasks that units are given are the conference's.
"""
