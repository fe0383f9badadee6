"""Rounds, rosters as agencies send them, records, matches, settlements: many files become one register.

How two rows are one child is decided in matching/; founding and changing files is done by children/.
"""
