"""What the product writes to its logs, and what it never does: no query string, no form value, no SQL parameter.

Who did what is in the trail; logs are for the operator.
"""

import logging
import re
import traceback
from pathlib import Path
from typing import Any

# These loggers' arguments are ours or hold a path at most; of any other only the bare sentence is kept.
TRUSTED = ("xiangban", "django.request", "django.security.csrf")
# A one-time link that was refused is still good: who reads the log must not be able to use it.
_ONE_TIME_LINK = re.compile(r"(/welcome/)[^/\s]+")


class PlainFormatter(logging.Formatter):
    """Time, level, logger, message; of an exception its kind and the places in the code, never its text."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's own name
        record.message = _harmless(record)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802  logging's own name
        kind, _value, places = ei
        lines = [f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(places)]
        return "\n".join([kind.__name__ if kind else "", *(f"  {line}" for line in lines)])

    def formatStack(self, stack_info: str) -> str:  # noqa: N802  logging's own name
        return ""


def _harmless(record: logging.LogRecord) -> str:
    if not record.name.startswith(TRUSTED):
        # django-q writes a failed job's exception behind the dash.
        return (str(record.msg).split(" - ")[0].splitlines() or [""])[0]
    return _ONE_TIME_LINK.sub(r"\1…", record.getMessage().split("?")[0])


def logging_settings(folder: Path) -> dict[str, Any]:
    """Django's LOGGING: to the standard error, and to site.log where the home's folder of logs exists."""
    handlers: dict[str, Any] = {"terminal": {"class": "logging.StreamHandler", "formatter": "plain"}}
    if folder.is_dir():
        # Watched: the operator's logrotate may move the file away at any moment.
        handlers["file"] = {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": folder / "site.log",
            "formatter": "plain",
            "delay": True,
            "encoding": "utf-8",
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": PlainFormatter}},
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": "WARNING"},
        "loggers": {
            "xiangban": {"level": "INFO"},
            "django": {"handlers": [], "level": "WARNING"},
            "django.server": {"handlers": [], "propagate": True},
            "django.db.backends": {"level": "WARNING"},
            # Failed sign-ins are in the trail; axes would write the names of people.
            "axes": {"level": "CRITICAL"},
            "django-q": {"handlers": list(handlers), "level": "WARNING", "propagate": False},
        },
    }
