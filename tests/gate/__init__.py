"""The gate from outside: every route and verb asked by every seat, against answers written by hand.

What the code of the gate must look like is asked in tests/house/.
"""
