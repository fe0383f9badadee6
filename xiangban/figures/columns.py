"""How many columns the printed summary has; apart from summary.py so that a bare process can read without words."""

COLUMNS = 32  # 《排查汇总表》, domain facts 2.3
