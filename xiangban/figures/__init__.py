"""Indicators as pure definitions with versions, their registry, and frozen figures with the list behind them.

Each room above declares its own indicators; pages and papers of figures are in briefings/.
"""
