"""Children, their guardians and carers, where each fact came from, the register's moves.

Rosters and matching are in census/; pages that gather are in childfile/ and desk/.
"""
