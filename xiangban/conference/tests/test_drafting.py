"""Minutes drafted from facts alone: the order and wording of each part, without a database."""

from dataclasses import replace
from datetime import date, time

from xiangban.conference.documents.drafting import DraftDecision, DraftFigure, DraftStatement, MinutesFacts, draft
from xiangban.conference.documents.notice import NoticeFacts, notice_content
from xiangban.conference.documents.paper_lines import lines_of_part
from xiangban.conference.documents.wording import joined_title, minutes_title, sentence, titled_under
from xiangban.conference.rules import (
    MEETING_MOVES,
    MeetingForm,
    MeetingKind,
    MeetingState,
    PartKind,
    StatementKind,
    late_for_agenda,
)

DAY = date(2026, 9, 1)
FACTS = MinutesFacts(DAY, "溪宁市联席会议第一次全体会议", "市政府三楼", "副市长谭某某", "溪宁市人民政府")


def test_nothing_is_said_that_the_data_do_not_say() -> None:
    parts = draft(FACTS)
    assert parts[PartKind.LEAD] == (
        "2026年9月1日，副市长谭某某在市政府三楼主持召开溪宁市联席会议第一次全体会议。现纪要如下："
    )
    empty = (PartKind.POINTED_OUT, PartKind.STRESSED, PartKind.DEMANDED, PartKind.DECISIONS, PartKind.STUDIED)
    assert {parts[kind] for kind in empty} == {""}


def test_who_presided_is_left_out_when_nobody_is_named() -> None:
    assert draft(replace(FACTS, chair=""))[PartKind.LEAD].startswith(
        "2026年9月1日，溪宁市联席会议第一次全体会议在市政府三楼召开。"
    )


def test_a_figure_bears_its_day_and_definition_and_a_small_one_is_not_told() -> None:
    figures = [DraftFigure("溪宁市", DAY, 34711, "国发〔2016〕13号"), DraftFigure("柳溪镇", DAY, 3, "国发〔2016〕13号")]
    said = draft(replace(FACTS, figures=figures))[PartKind.POINTED_OUT]
    assert "截至2026年9月1日，溪宁市农村留守儿童34,711人（口径：国发〔2016〕13号）。" in said
    assert "柳溪镇农村留守儿童不足5人" in said


def test_units_heard_stand_in_the_opening_and_a_leader_s_words_among_what_was_stressed() -> None:
    statements = [
        DraftStatement(StatementKind.CIRCULAR, "溪宁市民政局", "摸底排查已经完成"),
        DraftStatement(StatementKind.STATEMENT, "溪宁市教育局", "已逐校登记"),
        DraftStatement(StatementKind.SPEECH, "副市长谭某某", "要落实一岗双责。"),
    ]
    parts = draft(replace(FACTS, statements=statements, items=["控辍保学情况"], matters=["户口登记"]))
    heard = "会议听取了溪宁市民政局关于工作情况的通报，听取了溪宁市教育局的发言，研究了控辍保学情况。"
    assert heard in parts[PartKind.LEAD]
    assert parts[PartKind.STRESSED] == "会议强调，要落实一岗双责。"
    assert parts[PartKind.STUDIED] == "会议还研究了户口登记。"


def test_each_decision_has_lead_unit_cooperating_units_and_time() -> None:
    decisions = [
        DraftDecision("开展排查", "教育局", ["公安局", "妇联"], date(2026, 12, 31), "逐校登记"),
        DraftDecision("完善台账。", "民政局", [], None, ""),
    ]
    assert draft(replace(FACTS, decisions=decisions))[PartKind.DECISIONS].split("\n") == [
        "会议议定以下事项：",
        "（一）开展排查。由教育局牵头，公安局、妇联配合，2026年12月31日前完成。完成标准：逐校登记。",
        "（二）完善台账。由民政局牵头。",
    ]


def test_those_present_stand_under_their_labels() -> None:
    text = draft(replace(FACTS, attended=["林某某", "周某某"], excused=["财政局"]))[PartKind.ATTENDANCE]
    assert lines_of_part(PartKind.ATTENDANCE, text) == [("出席：", "林某某、周某某。"), ("请假：", "财政局。")]
    assert lines_of_part(PartKind.STRESSED, "出席：不是标签") == [("", "出席：不是标签")]


def test_the_points_of_a_notice_are_counted_whether_or_not_it_has_an_agenda() -> None:
    facts = NoticeFacts(
        "溪宁市民政局",
        "第一次全体会议",
        MeetingKind.PLENARY,
        MeetingForm.TELEVISED,
        DAY,
        time(9, 5),
        "",
        ["教育局"],
        [],
        DAY,
        "溪民发〔2026〕1号",
    )
    without, with_items = (notice_content(replace(facts, items=items))["paragraphs"] for items in ([], [("甲", "乙")]))
    assert without[1] == "一、会议时间：2026年9月1日（星期二）9:05。"
    assert without[-1].startswith("五、有关要求")
    assert [line[:6] for line in with_items[-3:]] == ["五、会议议程", "1.甲（乙）", "六、有关要求"]


def test_words_are_closed_and_titles_are_joined_as_officials_do() -> None:
    assert [sentence(text) for text in ("完成", "完成。", "（完成）", "")] == ["完成。", "完成。", "（完成）", ""]
    assert joined_title("第一次全体会议", "部署会") == "第一次全体会议暨部署会"
    assert [minutes_title(of) for of in ("联席会议", "第一次协商")] == ["联席会议纪要", "第一次协商会议纪要"]


def test_a_title_says_the_words_of_its_conference_once() -> None:
    titles = ("某市联席会议第一次会议", "联席会议第一次会议", "第一次会议")
    assert {titled_under("某市联席会议", title) for title in titles} == {"某市联席会议第一次会议"}


def test_a_meeting_that_was_held_is_not_cancelled_any_more() -> None:
    assert MEETING_MOVES.verbs_from(MeetingState.HELD) == ("close",)
    assert MEETING_MOVES.verbs_from(MeetingState.PAST) == ()


def test_the_last_day_is_not_late() -> None:
    assert [late_for_agenda(DAY, day) for day in (DAY, date(2026, 9, 2))] == [False, True]
    assert not late_for_agenda(None, DAY)
