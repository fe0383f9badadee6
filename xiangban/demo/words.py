"""Reading of the compact tables of this room: words in one text, parted by blanks."""


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()
