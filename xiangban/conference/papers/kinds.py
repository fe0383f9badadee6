"""Which kind of paper a piece is, by its title and its first sentences.

Whether a sentence tells of a meeting is said in meetings.py.
"""

import re

from xiangban.conference.papers.paper import Kind

_TITLES = (
    (Kind.CASE_CONFERENCE, re.compile(r"个案会商|会商(?:记录|纪要|意见|会)|个案.{0,8}(?:研判|会议)|案例会商")),
    (Kind.MINUTES, re.compile(r"纪\s*要")),
    (
        Kind.INSPECTION_NOTICE,
        re.compile(
            r"(?:督查|督导(?!员)|检查|抽查|暗访|核查|督办|考核|工作情况|进展情况|落实情况|情况).{0,14}通\s*报|通报批评|督查(?:通报|情况)"
        ),
    ),
    (
        Kind.PLAN,
        re.compile(
            r"(?:印发|下发|转发).{0,60}(?:方案|要点|计划|规划)|(?:方案|要点|计划|规划|安排意见|实施意见)(?:的通知)?\s*(?:[（(].{0,16}[)）])?$"
        ),
    ),
    (Kind.NOTICE, re.compile(r"通\s*知(?:书)?\s*(?:[（(].{0,20}[)）])?$|的(?:公告|函|批复)$|成员名单$")),
    (
        Kind.SCHOOL_RECORD,
        re.compile(
            r"家长会|校务会|(?:小学|中学|学校|完小|中心校|幼儿园|班).{0,24}(?:会议记录|会议纪录|档案|记录表?|登记表|台账|谈话记录|家访)|班主任.{0,8}(?:会|记录)"
        ),
    ),
    (Kind.WORK_SUMMARY, re.compile(r"总\s*结|工作(?:汇报|报告|情况汇报)|情况(?:汇报|报告)|汇报材料|述职")),
    (
        Kind.SURVEY,
        re.compile(
            r"调研报告|调查报告|(?:摸底|排查|调查|调研|普查)(?:工作)?(?:情况|报告|结果|分析|汇总|的报告)|调研与思考|现状.{0,12}(?:分析|调查|对策|思考)"
        ),
    ),
)
_BULLETIN = re.compile(r"简\s*报|工作动态|信息(?:快报|专报)|工作信息")
_ACTIVITY = re.compile(
    r"(?:开展|举行|举办|组织|启动|参加)[^。]{0,60}(?:活动|仪式|夏令营|冬令营|游园|联欢|演出|比赛|课堂|志愿服务|讲座|体验|亲子|义诊|观影|研学|慰问|结对)|欢度|庆[“]?六一|关爱行|送温暖|捐赠|(?:活动|仪式)[^。]{0,12}(?:举行|启动|开展)"
)
_LOOKED_FIRST = re.compile(
    r"[^。]{0,80}(?:一行|带队|率队|率领|组)[^。，]{0,30}(?:调研|督[查导](?!员)|视察|检查|考察|走访|慰问|来到|深入|前往)[^。]{0,100}，[^。]{0,30}(?:召开|举行)"
)
_EVENT = re.compile(r"(?:开展|举行|举办|组织|启动)[^。]{0,60}(?:活动|仪式|夏令营|冬令营|演出|比赛|课堂)")
_CHILDREN = re.compile(r"儿童|孩子|学生|少年|小朋友|学校|小学")
_VISIT = re.compile(
    r"一行|带队|率队|率领|(?:督[查导](?!员)|检查|调研|视察|考察|慰问|暗访|评估|验收|核查)组|(?:深入|来到|前往|赴|到|在|对)[^。]{0,40}(?:调研|督[查导](?!员)|视察|检查|考察|走访|慰问|看望|暗访|指导)"
)
_LEADER = re.compile(
    r"(?:省|市|县|区|州|镇|乡|街道|局|厅|部|委|主任|主席|书记|[长])[^。，]{0,30}(?:一行|带队|带领|率|调研|督[查导](?!员)|视察|检查|慰问|走访|看望|考察|暗访)|(?:督[查导](?!员)|检查|调研|考察|慰问|验收|评估|暗访|指导)组"
)
_LED = re.compile(
    r"一行|带队|带领|率队|率领|率[^，。]{0,20}(?:部门|负责人)|(?:督[查导](?!员)|检查|调研|视察|考察|暗访|评估|验收|核查)组|调研|督[查导](?!员)|视察|记者[^，。；]{0,12}?(?:从|了解|获悉)"
)
_TOLD_ABOVE = re.compile(r"(?:下面|现|我)[^。]{0,60}(?:汇报|总结|述职)[。：如]|(?:汇报|总结)如下")
_PRESS = re.compile(
    r"记者[^，。；]{0,12}?(?:从|了解|获悉)|发布会|通气会|(?:民政[部厅局]|统计[局]|妇联|教育[部厅局])[^。]{0,16}(?:公布|发布|获悉|介绍|透露|数据)|数据显示|统计显示|最新(?:数据|统计)|据(?:统计|介绍)|有关负责人(?:介绍|表示)|答记者问"
)
_SURVEY = re.compile(
    r"摸底排查|入户调查|问卷|调研组|抽样|走访调查|排查摸底|调查显示|开展.{0,20}调[研查]|座谈了解|摸清|排查工作"
)
# What is begun or done is a search for children, not an event with them.
_SOUGHT = re.compile(
    r"(?:启动|开展|进行|组织)(?:了)?[^。，；]{0,24}(?:摸底|排查|普查|摸排|问卷调查)(?:工作|行动|活动|调查)?(?=[，。；]|$)"
)
_REPORTER = re.compile(r"记者[^，。；]{0,12}?(?:从|了解|获悉)")
_SCHOOL = re.compile(
    r"我校|本校|全校|(?:小学|中学|[一二三四五六]小|[一二三四五六]中|学校|幼儿园)"
    r"(?:在[^，。]{2,20})?(?:组织)?(?:召开|举行)|班主任|任课教师|教务处|政教处|学校(?:召开|成立|制定|建立)|年级"
)
_FIGURES = re.compile(r"\d[\d,，.]*\s*[余多]?万?(?:名|人|户|%|％|元|所|个|份|件|次|起|条|家|场)")


def kind_of(title: str, body: str, *, about_a_meeting: bool) -> Kind:
    """The kind of one piece; `about_a_meeting` says that its first sentences tell of one."""
    named = _by_title(title)
    head = title + "\n" + body[:160]
    if named is None and _BULLETIN.search(head.split("\n", 1)[0]):
        return _bulletin(body, about_a_meeting)
    if named is Kind.WORK_SUMMARY and about_a_meeting and not _has_parts(body):
        return Kind.MEETING_SUMMARY
    if named is not None:
        return named
    if _BULLETIN.search(head[:80]):
        return _bulletin(body, about_a_meeting)
    return _by_body(title, body, about_a_meeting)


def collection_of(preface: str, kinds: list[Kind]) -> Kind:
    """The kind of a text of several pieces: of meetings alone, of bulletins, as its heading says, else of the most."""
    bulletins = {Kind.BULLETIN, Kind.ACTIVITY_BULLETIN, Kind.BULLETIN_COLLECTION}
    if all(kind is Kind.MEETING_SUMMARY for kind in kinds):
        return Kind.MEETING_SUMMARY
    if _BULLETIN.search(preface):
        return Kind.BULLETIN_COLLECTION
    named = _by_title(re.sub(r"\s*\d*\s*篇$", "", preface))
    if named:
        return named
    if sum(kind in bulletins or kind is Kind.INSPECTION_VISIT for kind in kinds) * 2 >= len(kinds):
        return Kind.BULLETIN_COLLECTION
    return max(dict.fromkeys(kinds), key=kinds.count)


def is_a_visit(sentence: str) -> bool:
    """Whether a leader or a team goes somewhere to look, whatever is held there."""
    return bool(_VISIT.search(sentence) and _LEADER.search(sentence))


def goes_to_look(sentence: str) -> bool:
    """Whether the sentence says so before it tells of a meeting held on the way."""
    return bool(_LOOKED_FIRST.match(sentence))


def is_told_to_the_press(sentence: str) -> bool:
    """Whether a reporter says from whom he has it."""
    return bool(_REPORTER.search(sentence))


def _by_title(title: str) -> Kind | None:
    for line in title.split("\n"):
        for kind, pattern in _TITLES:
            if pattern.search(line):
                return kind
    return None


def _bulletin(body: str, about_a_meeting: bool) -> Kind:
    lead = body[:260]
    if about_a_meeting:
        return Kind.MEETING_SUMMARY
    if _ACTIVITY.search(lead) and _CHILDREN.search(lead) and not _has_parts(body):
        return Kind.ACTIVITY_BULLETIN
    return Kind.BULLETIN


def _by_body(title: str, body: str, about_a_meeting: bool) -> Kind:
    lead = f"{title}\n{body[:260]}"
    if _TOLD_ABOVE.search(lead):
        return Kind.WORK_SUMMARY
    if about_a_meeting:
        held = Kind.SCHOOL_RECORD if _SCHOOL.search(lead) else Kind.MEETING_SUMMARY
        return Kind.CASE_CONFERENCE if "会商" in lead and "个案" in lead else held
    return _by_content(lead, title, body)


def _by_content(lead: str, title: str, body: str) -> Kind:
    """The kind of a paper without a telling title that is about no meeting."""
    if _SOUGHT.search(body[:160]) and not _PRESS.search(lead) and not _LED.search(lead):
        return Kind.SURVEY
    if _EVENT.search(lead) and _CHILDREN.search(lead) and not _LED.search(lead):
        return Kind.ACTIVITY_BULLETIN
    if _VISIT.search(lead) and _LEADER.search(lead) and not _PRESS.search(title):
        return Kind.INSPECTION_VISIT
    if _PRESS.search(lead) and len(_FIGURES.findall(body)) >= 2:
        return Kind.PRESS_STATISTICS
    if _ACTIVITY.search(lead) and _CHILDREN.search(lead):
        return Kind.ACTIVITY_BULLETIN
    if _SURVEY.search(lead):
        return Kind.SURVEY
    return _by_habit(lead, body)


def _by_habit(lead: str, body: str) -> Kind:
    """What is left: figures, a school's voice, the 一是 二是 of a bulletin."""
    if _PRESS.search(body) and len(_FIGURES.findall(body)) >= 3:
        return Kind.PRESS_STATISTICS
    if _SCHOOL.search(body):
        return Kind.SCHOOL_RECORD
    if re.search(r"一是[^。]{4,80}[。；].{0,200}二是", body, re.DOTALL) and re.search(r"工作|关爱", lead):
        return Kind.BULLETIN
    return Kind.OTHER


def _has_parts(body: str) -> bool:
    """Headed parts, as a summary of a year's work has them."""
    return len(re.findall(r"^[一二三四五]、", body, re.MULTILINE)) >= 2
