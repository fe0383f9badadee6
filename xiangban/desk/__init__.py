"""My day at the desk, and the sheet of what is open when a seat changes hands.

Pages that gather; what they count belongs to the rooms below.
"""
