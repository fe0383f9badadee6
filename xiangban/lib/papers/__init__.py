"""Papers of the past as text: files read, damage of scraping repaired, several pieces in one text told apart.

What a paper says is read in conference/papers/.
"""
