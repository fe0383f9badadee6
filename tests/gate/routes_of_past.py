"""Routes of papers of the past, as in routes.py: only the office of the very place finds them."""

from tests.gate.route_rows import Row, asks, form, shown

KEPT = "kept papers"

PAST: dict[str, Row] = {
    "conference:paper_list": shown("conference.receive_paper"),
    "conference:receive_paper": form("conference.receive_paper", KEPT, pk="conference"),
    "conference:paper": shown("conference.receive_paper", KEPT, pk="past paper"),
    "conference:receive_paper_again": Row({"pk": "past paper"}, post=asks("conference.receive_paper", KEPT)),
    "conference:open_paper": Row({"pk": "past paper"}, post=asks("conference.open_paper", KEPT)),
    "conference:withdraw_paper": form("conference.withdraw_paper", KEPT, pk="past paper"),
    "conference:accept_piece": form("conference.accept_piece", KEPT, pk="piece"),
    "conference:accept_piece_as_read": Row({"pk": "piece"}, post=asks("conference.accept_piece", KEPT)),
    "conference:accept_piece_whole": Row({"pk": "piece"}, post=asks("conference.accept_piece", KEPT)),
    "conference:decline_piece": Row({"pk": "piece"}, post=asks("conference.decline_piece", KEPT)),
    "conference:undo_piece": Row({"pk": "piece"}, post=asks("conference.undo_piece", KEPT)),
    "conference:figure": shown("conference.receive_paper", KEPT, pk="past figure"),
    "conference:compare_figure": Row({"pk": "past figure"}, post=asks("conference.compare_figure", KEPT)),
}
