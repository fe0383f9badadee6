"""Xiangban 相伴: the work platform of a joint conference for rural left-behind children.

Rooms stand on floors, and imports point down: see docs/architecture.md.
"""
