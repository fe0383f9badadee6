"""The ground: dates, numbers, Chinese text, ciphers, chains and moves, all pure.

Nothing here knows Django, a table or a screen; words for people are made in the rooms above.
"""
