"""The invented city and the one generator of people: places, agencies, families, accounts; all of it invented.

Nobody imports this room; real data never enters it.
"""
