"""Reading rosters: tables found in sheets, columns mapped to fields, cells turned into values. Pure, no Django.

Opening files safely is in lib/sheets/; what becomes of the rows is in census/actions/.
"""
