"""How two roster rows are one child: normalise, block, compare, score, cluster, verdict, and why in words.

No Django and no model of the register; which rows there are and what follows from a link is said in census/.
"""
