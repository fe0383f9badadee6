"""Spreadsheet files, in and out: gates before any library opens them, cells of every format, marked copies.

What the cells mean is said in census/rosters/.
"""
