"""Papers of every kind are read as a person wrote down beside them; all are invented but the three summaries."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangban.conference.papers.paper import Kind
from xiangban.conference.papers.tests.expecting import NAMES, faults_of, read, text_named
from xiangban.lib.papers import tests as damaged_papers

SUMMARIES = (Path(damaged_papers.__file__).parent / "data" / "summaries.txt").read_text(encoding="utf-8")
PIECES = [line for name in NAMES for line in text_named(name).splitlines()]
_DIGITS = dict(enumerate("〇一二三四五六七八九"))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_says_what_a_person_reads_in_it(name: str) -> None:
    assert faults_of(name) == []


def test_every_kind_of_paper_stands_among_them() -> None:
    assert {read(text_named(name))["doc_type"] for name in NAMES} == set(Kind)


def test_the_three_summaries_are_three_meetings() -> None:
    paper = read(SUMMARIES)
    first, second, third = paper["meetings"]
    assert paper["doc_type"] == "meeting_summary"
    assert [meeting["chair"] for meeting in paper["meetings"]] == [None, None, None]
    assert [meeting["date_text"] for meeting in paper["meetings"]] == ["8日", "12月14日", "16日"]
    assert [meeting["date"] for meeting in paper["meetings"]] == [None, None, None]
    assert first["counts"][0]["label"] == "农村留守儿童"
    assert first["counts"][0]["value"] == 34_711
    assert first["special_actions"] == ["合力监护、相伴成长"]
    assert any("一岗双责" in decision for decision in second["decisions"])
    assert third["units"] == ["市教育局", "公安局", "妇联"]
    assert paper["people"] == paper["counts"] == []
    assert paper["repaired"]["unrestored"] == 0


def test_the_keys_are_those_that_other_programs_rely_on() -> None:
    paper = read(text_named("minutes-with-tasks"))
    assert list(paper) == [
        *("doc_type", "doc_no", "date", "date_text", "units", "people", "special_actions", "counts", "tasks"),
        *("meetings", "repaired"),
    ]
    meeting = paper["meetings"][0]
    assert list(meeting) == [
        *("title", "date", "date_text", "date_parts", "date_basis", "chair", "speakers", "units", "attendees"),
        *("place", "level", "special_actions", "counts", "decisions", "tasks"),
    ]
    assert list(meeting["counts"][0]) == ["label", "value", "unit", "as_of", "approximate"]
    assert list(meeting["tasks"][0]) == ["what", "units", "deadline", "deadline_text"]
    assert list(meeting["speakers"][0]) == ["name", "post", "role"]
    assert list(paper["repaired"]) == ["traditional", "simplified", "unrestored"]


def test_reporters_editors_and_absent_persons_are_nobody_there() -> None:
    paper = read(
        "5月8日，青禾县召开联席会议联络员会议，副县长骆青主持会议，县财政局局长申远因事请假。\n"
        "记者 方小舟 通讯员 梅雨\n责任编辑：陶然"
    )
    assert [person["name"] for person in paper["meetings"][0]["speakers"]] == ["骆青"]


@pytest.mark.parametrize(
    ("written", "value", "unit", "approximate"),
    [
        ("全县有留守儿童1.2万余人。", 12_000, "人", True),
        ("投入资金350万元。", 3_500_000, "元", False),
        ("登记留守儿童34，711人。", 34_711, "人", False),
        ("走访家庭近800户。", 800, "户", True),
        ("帮扶留守儿童60多名。", 60, "名", True),
        ("协议签订率98.5%。", 98.5, "%", False),
    ],
)
def test_figures_are_multiplied_out_and_about_is_about(
    written: str, value: float, unit: str, approximate: bool
) -> None:
    found = read(written)["counts"]
    assert [(count["value"], count["unit"], count["approximate"]) for count in found] == [(value, unit, approximate)]


@pytest.mark.parametrize(
    "written", ["16周岁以下。", "第3次会议。", "12个月内。", "2026年9月。", "每月1次家访。", "四年级2班。"]
)
def test_ages_dates_and_steps_are_no_figures(written: str) -> None:
    assert read(written)["counts"] == []


def test_a_page_date_of_another_month_lends_no_year() -> None:
    text = "来源：云溪日报 2026-11-20\n3月2日，全市农村留守儿童关爱保护工作联席会议召开，副市长钟怀远主持会议。"
    meeting = read(text)["meetings"][0]
    assert (meeting["date"], meeting["date_basis"]) == (None, "month_day_only")


def test_narrow_punctuation_is_read_and_given_back_as_written() -> None:
    meeting = read("9月2日,青禾县召开留守儿童工作联席会议,会议决定:建立月报制度,每月通报一次。")["meetings"][0]
    assert meeting["decisions"] == ["9月2日,青禾县召开留守儿童工作联席会议,会议决定:建立月报制度,每月通报一次。"]


def _years_of(paper: dict[str, Any]) -> set[str]:
    dated = [paper, *paper["meetings"]]
    days = [one["date"] for one in dated] + [task["deadline"] for one in dated for task in one["tasks"]]
    parts = [str(meeting["date_parts"]["year"]) for meeting in paper["meetings"] if meeting["date_parts"]["year"]]
    return {day[:4] for day in days if day} | set(parts)


def _stands_in(year: str, text: str) -> bool:
    chinese = "".join(f"[{_DIGITS[int(digit)]}{'零○0OＯ' if digit == '0' else ''}]" for digit in year)
    return year in text or re.search(chinese, text) is not None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_lines_of_papers_in_any_order_raise_nothing_and_no_year_is_made_up(lines: list[str]) -> None:
    text = "\n".join(lines)
    paper = read(text)
    assert all(_stands_in(year, text) for year in _years_of(paper))
    assert paper["repaired"]["traditional"] == text


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="会议召开主持市县局长王李、，。：（）“”年月日第名人万元牵头单位时限由请于前0123456789\n\t二〇六",
        max_size=300,
    )
)
def test_no_heap_of_such_words_raises(text: str) -> None:
    paper = read(text)
    assert all(_stands_in(year, text) for year in _years_of(paper))


@pytest.mark.parametrize(
    "word", ["召开会议", "1人", "市民政局、", "5个", "由市教育局牵头", "第1期\n", "局长张三", "“", "篇1"]
)
def test_a_word_ten_thousand_times_over_holds_no_reader_up(word: str) -> None:
    start = time.process_time()
    read(word * 10_000)
    assert time.process_time() - start < 3


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_no_text_at_all_raises(text: str) -> None:
    assert read(text)["doc_type"] in set(Kind)


def _only_meeting(text: str) -> dict[str, Any]:
    (meeting,) = read(text)["meetings"]
    found: dict[str, Any] = meeting
    return found


def _told_by(meeting: dict[str, Any]) -> list[list[str | None]]:
    return [[person["name"], person["post"], person["role"]] for person in meeting["speakers"]]


def test_one_office_before_several_names_is_the_office_of_each() -> None:
    meeting = _only_meeting(
        "6月2日，青禾县召开联席会议联络员会议。县民政局副局长骆青、尤文出席会议。会议由陆大川镇长主持。"
    )
    assert _told_by(meeting) == [
        ["骆青", "县民政局副局长", "attended"],
        ["尤文", "县民政局副局长", "attended"],
        ["陆大川", "镇长", "presided"],
    ]


def test_a_meeting_without_a_name_of_its_own_is_named_by_the_body_that_meets() -> None:
    meeting = _only_meeting("3月4日，青禾县未成年人保护工作领导小组召开第二次全体会议。应到30人，实到27人。")
    assert meeting["title"] == "青禾县未成年人保护工作领导小组第二次全体会议"
    assert (meeting["attendees"], meeting["counts"], meeting["level"]) == (27, [], "county")


def test_the_time_a_page_was_put_up_is_not_the_time_of_the_meeting() -> None:
    meeting = _only_meeting(
        "我州召开控辍保学工作电视电话会议\n时间：2013-01-09 10:24:25  来源：州报\n"
        "1月7日，我州召开控辍保学工作电视电话会议，副州长钟怀远出席并讲话。"
    )
    assert (meeting["date"], meeting["date_basis"]) == ("2013-01-07", "year_from_publication_line")
    assert meeting["level"] == "city"


def test_papers_named_and_years_before_decide_nothing_now() -> None:
    meeting = _only_meeting(
        "3月4日，青禾县召开联席会议。会上，县检察院解读了《关于建立强制报告制度的意见》。会议指出，2021年，县里成立了联席会议。"
        "会议听取了汇报；审议通过了年度工作要点；部署了下一步工作。"
    )
    assert meeting["decisions"] == ["审议通过了年度工作要点"]


def test_a_search_for_children_is_a_survey_and_what_reporters_learn_is_told_to_the_press() -> None:
    survey = (
        "5月起，区民政局、区教育局启动了为期两个月的“三留守”人员摸底排查工作，本次活动分为四个阶段。留守儿童120人。"
    )
    told = "记者方小舟从市民政局获悉：全市登记留守儿童1.2万人。\n近日，市民政局召开推进会。截至8月底，落实监护900人。"
    assert (read(survey)["doc_type"], read(told)["doc_type"]) == ("survey", "press_statistics")


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("有3万农村留守儿童无人监护，占4%。", [["农村留守儿童", 30_000, "人"], ["农村留守儿童", 4, "%"]]),
        ("由（外）祖父母监护的805人。", [["（外）祖父母监护", 805, "人"]]),
        ("全县19个镇的农村留守儿童得到走访。", [["镇", 19, "个"]]),
        (
            "学校有留守儿童49人（女生24人），占54.4%。",
            [["留守儿童", 49, "人"], ["女生", 24, "人"], ["留守儿童", 54.4, "%"]],
        ),
        ("民政部门联合14部门印发通知，每周家访辅导1次。", []),
        ("慰问组拿出500元慰问金。", [["慰问金", 500, "元"]]),
    ],
)
def test_a_figure_counts_what_its_sentence_says(written: str, counts: list[list[Any]]) -> None:
    assert [[count[key] for key in ("label", "value", "unit")] for count in read(written)["counts"]] == counts


def test_to_convene_a_meeting_is_no_task_and_a_day_behind_a_unit_is_one() -> None:
    assert read("近日，青禾县检察院牵头邀请县教育局、县公安局召开联席会议。")["tasks"] == []
    task = read("青禾县财政局于2026年5月31日前安排工作经费20万元。")["tasks"][0]
    assert (task["what"], task["units"], task["deadline"]) == ("安排工作经费20万元", ["青禾县财政局"], "2026-05-31")


def test_members_with_their_offices_in_brackets_are_read_line_by_line() -> None:
    text = "石桥镇关爱领导小组成员名单\n组　长：柏松涛（副书记、镇长）\n成　员：桑建国（所长）\n　　　　童　彤（校长）"
    paper = read(text)
    assert (paper["doc_type"], paper["people"]) == ("notice", ["柏松涛", "桑建国", "童彤"])


def test_a_child_director_is_no_inspector_and_a_talk_on_a_visit_no_meeting() -> None:
    training = "12月17日，青禾县民政局举办全县儿童督导员、儿童主任培训班。村儿童主任100余人参加。"
    visit = "县妇联主席岑兰一行先后来到石桥镇，走访慰问困境儿童，并在镇政府召开座谈会，听取意见。"
    assert [read(text)["doc_type"] for text in (training, visit)] == ["other", "inspection_visit"]


def test_fewer_than_last_year_says_of_what() -> None:
    counts = read("全县共有农村留守儿童1862人，较上年减少127人，下降6.4%。")["counts"]
    assert [count["label"] for count in counts] == ["农村留守儿童", "农村留守儿童较上年减少", "农村留守儿童下降"]


def test_each_unit_of_a_sentence_has_its_own_task_and_time() -> None:
    text = "2025年9月30日\n请石桥镇人民政府于10月20日前完成整改；县教体局要会同县公安局，10月底前开展一次隐患排查。"
    tasks = read(text)["tasks"]
    assert [[task["units"], task["deadline_text"]] for task in tasks] == [
        [["石桥镇人民政府"], "10月20日前"],
        [["县教体局", "县公安局"], "10月底前"],
    ]


def test_those_listed_behind_their_unit_keep_it() -> None:
    meeting = _only_meeting(
        "联络员会议纪要\n时间：2023年3月17日\n主持：县民政局副局长 骆青\n参加：县教体局 尹小芸、团县委 尤文"
    )
    assert _told_by(meeting) == [
        ["骆青", "县民政局副局长", "presided"],
        ["尹小芸", "县教体局", "attended"],
        ["尤文", "团县委", "attended"],
    ]


def test_the_record_of_a_village_is_an_account_of_its_meeting() -> None:
    paper = read(
        "留守儿童关爱工作会议记录\n时间：2022年10月13日\n地点：村委会会议室\n主持人：支部书记 缪长林\n"
        "出席：村两委干部、儿童主任共14人\n记录：时雨\n一、儿童主任蓝小梅汇报走访情况。"
    )
    meeting = paper["meetings"][0]
    assert (paper["doc_type"], meeting["chair"], meeting["attendees"], meeting["level"]) == (
        *("meeting_summary", "缪长林", 14, "village"),
    )


def test_what_a_meeting_demands_of_a_unit_by_a_day_is_a_task_without_its_day() -> None:
    task = read("2026年6月28日\n会议要求，新岭镇要在2026年7月5日前完成警示牌补设。")["tasks"][0]
    assert (task["what"], task["units"], task["deadline"]) == ("完成警示牌补设", ["新岭镇"], "2026-07-05")
