"""What a browser calls itself, in two words a person knows. Pure.

The whole text it sends is long, full of other browsers' names, and tells an official nothing.
"""

# In this order: later ones stand in the names of earlier ones.
_BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def browser_words(user_agent: str) -> str:
    """Browser and system, as "Chrome · Windows"; "" where neither is known."""
    found = (next((word for mark, word in table if mark in user_agent), "") for table in (_BROWSERS, _SYSTEMS))
    return " · ".join(filter(None, found))
