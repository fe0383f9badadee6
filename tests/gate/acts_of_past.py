"""Actions on papers of the past, as in acts.py; that the paper is one of the very place is asked inside."""

from tests.gate.policy import Rule

_PAPERS, _PIECES, _COMPARING = (f"conference.actions.{name}" for name in ("papers", "pieces", "comparing"))
SEEN = "past papers"

PAST_ACTS: dict[str, tuple[str, Rule]] = {
    f"{_PAPERS}.receive_paper": ("conference", Rule("conference.receive_paper", "papers")),
    f"{_PAPERS}.read_again": ("past paper", Rule("conference.receive_paper", SEEN, "keeps")),
    f"{_PAPERS}.open_paper": ("past paper", Rule("conference.open_paper", SEEN, "keeps")),
    f"{_PAPERS}.withdraw_paper": ("past paper", Rule("conference.withdraw_paper", SEEN)),
    f"{_PIECES}.accept_piece": ("piece", Rule("conference.accept_piece", SEEN)),
    f"{_PIECES}.accept_whole": ("piece", Rule("conference.accept_piece", SEEN, "keeps")),
    f"{_PIECES}.decline_piece": ("piece", Rule("conference.decline_piece", SEEN, "keeps")),
    f"{_PIECES}.undo_piece": ("piece", Rule("conference.undo_piece", SEEN, "keeps")),
    f"{_COMPARING}.ask_comparison": ("past figure", Rule("conference.compare_figure", SEEN)),
    f"{_COMPARING}.compare_figure": ("past figure", Rule("conference.compare_figure", SEEN, "keeps")),
}
PAST_ELSEWHERE: dict[str, str] = {
    f"{_PAPERS}.lay_reading": "granted to no role: the system's own step",
    f"{_PAPERS}.leave_unread": "granted to no role: the system's own step",
}
