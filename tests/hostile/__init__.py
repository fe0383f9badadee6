"""Spreadsheets that would do harm, or that came to harm: each is read or refused, and the reader stands.

Made by code, so that every byte of them can be read here.
"""
