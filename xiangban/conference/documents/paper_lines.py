"""Lines of a part of issued minutes as page and text document print them: those present under their labels. Pure."""

from xiangban.conference.rules import PartKind

LABELS = ("出席：", "请假：", "列席：")


def lines_of_part(kind: str, text: str) -> list[tuple[str, str]]:
    """Each line with its label; only who was present stands under one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if kind != PartKind.ATTENDANCE:
        return [("", line) for line in lines]
    return [_labelled(line) for line in lines]


def _labelled(line: str) -> tuple[str, str]:
    label = next((label for label in LABELS if line.startswith(label)), "")
    return label, line.removeprefix(label)
