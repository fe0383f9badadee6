"""Places and agencies: tables, code rules, the reader and the bulk writer.

The verbs and pages that change them are in network/, above the gate.
"""
