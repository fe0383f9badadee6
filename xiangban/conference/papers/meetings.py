"""Meetings told in a text: name, day, place, chair and all else that belongs to each.

A visit, an activity and a press conference are no meetings, whoever speaks there.
"""

import re
from dataclasses import dataclass
from itertools import islice

from xiangban.conference.papers.counts import counts_in
from xiangban.conference.papers.dates import DatedLines, first_date, with_year
from xiangban.conference.papers.paper import Meeting, WrittenDate
from xiangban.conference.papers.people import chair_of, people_in
from xiangban.conference.papers.places import level_of, place_of
from xiangban.conference.papers.sayings import decisions_in, said_in
from xiangban.conference.papers.special_actions import special_actions_in
from xiangban.conference.papers.tasks import tasks_in
from xiangban.conference.papers.units import units_in

_PART = (
    r"(?:[^，。；：:！？、,\n“”《》「」\"（）()]|“[^”\n]{1,40}”|《[^》\n]{1,60}》|「[^」\n]{1,40}」"
    r"|\"[^\"\n]{1,40}\"|(?<=儿童)、|（[^）\n]{1,20}）|\([^)\n]{1,20}\))"
)
_MEETING = (
    r"(?:会议|座谈会|部署会|推进会|动员会|协调会|调度会|例会|全会|现场会|汇报会|培训会|工作会|总结会|家长会|会商会|研判会|电视电话会|视频会|碰头会"
    r"|交流会|研讨会|(?:督办|布置|安排|征求意见|论证|恳谈|点评|对接|反馈|整改|攻坚|誓师|表彰|约谈|签约|通报|领导小组|专班|联络员)会(?!议|员)|专题会|启动会|宣贯会|评审会|听证会|联席会|办公会|校务会|教师会)"
)
_NAME = rf"(?P<name>{_PART}{{0,70}}?{_MEETING})"
# 召开校园安全、控辍保学工作推进会: behind the verb several matters may stand in one name.
_NAME_OF_SEVERAL = rf"(?P<name>(?:{_PART}|、){{0,70}}?{_MEETING})"
_STOP = r"(?=$|[，。；、：:,！？\s（(”]|在|于|召开|举行|上|并|时|议程|由|后|传达|通报|听取|学习)"
_HELD = re.compile(r"召开|举行|举办")
# Behind the verb: 召开全市…会议.
_BEHIND = re.compile(rf"(?:了)?\s?{_NAME_OF_SEVERAL}{_STOP}")
# Before it: 全市…会议在市政府召开.
_AHEAD = re.compile(
    rf"(?:^|[，,])\s?“?{_NAME}”?(?:（[^）]{{1,20}}）)?"
    r"(?:于[^，。]{1,24}?)?(?:[，,]?在[^，。]{2,30}?)?(?:[，,]?[以通采][^，。]{1,12}(?:形式|方式))?(?:隆重|顺利|胜利|如期)?(?:组织)?$"
)
_NAMED = re.compile(r"(?:会议名称|会议主题|名\s*称)\s*[：:]\s*(?P<name>[^。；\n]{2,80})")
# 第一次全体会议 and 2022年第一次全体成员会议 say nothing without the body that meets.
_BARE = re.compile(
    r"(?:(?:19|20)\d\d年(?:度)?)?(?:第[一二三四五六七八九十\d]{1,3}次)?(?:全体|成员|常委|预备|办公|常务|主任|办公室|工作|（扩大）|扩大){0,3}会议"
)
_BODY = re.compile(
    r"(?:^|[，、\s])(?P<body>(?:(?![在由])[\u4e00-\u9fff（）]){2,40}?(?:委员会|领导小组|委|会议|政协|专班|办公室|办))"
    r"(?:在[^，。]{2,20})?(?:组织)?$"
)
_AROUND = 140  # characters before a verb in which the name may stand
_VERBS = 12  # of one sentence that are looked at
_NO_MEETING = re.compile(
    r"(?:新闻|情况|信息)?发布会|通气会|新闻.{0,4}会|晚会|联欢会|运动会|班会|队会|招聘会|推介会|分享会|故事会|游园会|音乐会|读书会|见面会|茶话会|报告会$|宣讲会$|欢送会|捐赠会|生日会|展览会|博览会"
)
_NO_TITLE = re.compile(
    r"^(?:多次|各类|各种|专题|有关|相关|系列|定期|一次|两次|三次|若干|此次|本次|该|这次|全体|每.{0,3}|及时|先后|不定期|民主生活|组织生活|常务|党委|)会议$"
)
_PLANNED = re.compile(
    r"(?:要|应|须|将|拟|定期|每[年月季]|每半年|至少|适时|原则上|按规定|可以?|负责(?!人|同志)|准备|计划|按需|不定期)[^。，；]{0,16}$"
)
_SEVERAL = re.compile(r"^(?![^，。]{0,6}第)[^，。]{0,6}(?:\d+|[一二三四五六七八九十多两])[余多]?[次场]")
_LEADING = re.compile(r"^(?:了|一次|本次|此次|关于|的|由|(?:今年|全年)(?:第)?|\d{1,3}次)+")
_ATTENDED = re.compile(
    r"(?:应到|应出席)[^，。；\d]{0,6}\d{1,5}\s?(?:名|人|位)[，,]?(?:[^，。；\d]{0,8}(?:请假|缺席)[^，。；\d]{0,4}\d{1,5}(?:名|人|位)[，,]?)?"
    r"(?:实到|实际出席)[^，。；\d]{0,6}(?P<present>\d{1,5})\s?(?:名|人|位)|(?:共|约|近|共计|总计)?(?P<a>\d{1,5})\s?(?:余|多)?(?:名|人|位)(?P<who>[^。；\n\d]{0,40}?)(?:参加|出席|参会|到会|与会|列席)(?!人员名单)"
    r"|^(?:出席|参加|参会|到会)(?:人员)?[：:][^\n]{0,80}?共(?P<listed>\d{1,5})人(?=[。\s]|$)"
    r"|(?:参会|到会|与会|出席|参加)(?:人员|人数|会议|会议人员|会议的)?(?:共|约|近|共计|达|有|为|：|:)*(?P<b>\d{1,5})\s?(?:余|多)?(?:名|人|位)",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
# 时间：2013-01-09 10:24:25 来源：… is when a page was published.
_WHEN_LINE = re.compile(
    r"^(?:会议|会商|召开)?\s*(?:时\s*间|日\s*期)\s*[：:]\s*(?P<rest>(?![\d/.-]{8,10}\s+\d{1,2}:\d\d:\d\d)"
    r"(?!.*(?:来源|作者|浏览|点击|阅读|发布|下载|访问)).+)$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Found:
    """A sentence that tells of a meeting: its name, where the sentence begins, and its date if it has one."""

    name: str
    start: int
    sentence: str


def meetings_told(text: str) -> list[Found]:
    """The sentences in which a meeting is held that has a name or a day; what is planned or summed up is none."""
    found: list[Found] = []
    for match in _SENTENCE.finditer(text):
        name = _name(match[0])
        if name:
            found.append(Found(name, match.start(), match[0].strip()))
    return found


def read_meeting(text: str, title: str, sentence: str, lines: DatedLines) -> Meeting:
    """The meeting of a text that is about it."""
    people = people_in(text)
    when = with_year(date_of_meeting(text, sentence), lines)
    return Meeting(
        title=title,
        when=when,
        chair=chair_of(people),
        speakers=people,
        units=units_in(text),
        attendees=attendees_in(text),
        place=place_of(sentence) or place_of(text[:600]),
        level=level_of(title, sentence + "\n" + text),
        special_actions=special_actions_in(title + "\n" + text),
        counts=counts_in(text, without=_ATTENDED),
        decisions=decisions_in(text),
        tasks=tasks_in(text, DatedLines(lines.document or _whole(when), lines.publication)),
        said=said_in(text),
        sentence=sentence,
    )


def _whole(when: WrittenDate) -> WrittenDate | None:
    """The meeting's day lends its year to a deadline close by, where the paper has no date of its own."""
    return when if when.day else None


def date_of_meeting(text: str, sentence: str) -> WrittenDate:
    """The date in a line of its own, of the sentence that tells of the meeting, or of the lead before it."""
    line = _WHEN_LINE.search(text)
    before = text[: text.find(sentence) + len(sentence)] if sentence in text else ""
    for part in (line["rest"] if line else "", sentence, before[-300:], text[:200]):
        read = first_date(part)
        if read is not None:
            return read
    return WrittenDate()


def attendees_in(text: str) -> int | None:
    """The number of those present, where it is stated."""
    found = _ATTENDED.search(text)
    return int(found["present"] or found["listed"] or found["a"] or found["b"]) if found else None


def _name(sentence: str) -> str:
    named = _NAMED.search(sentence)
    if named:
        return named["name"].strip()
    for held in islice(_HELD.finditer(sentence), _VERBS):
        before = sentence[max(held.start() - _AROUND, 0) : held.start()]
        behind = _BEHIND.match(sentence, held.end())
        if behind and _is_meeting(_tidy(behind["name"]), before, sentence):
            return _of_whom(before) + behind["name"] if _BARE.fullmatch(behind["name"]) else _tidy(behind["name"])
        ahead = _AHEAD.search(before)
        if ahead and _is_meeting(_tidy(ahead["name"]), before[: ahead.start("name")], sentence):
            return _tidy(ahead["name"])
    return ""


def _of_whom(before: str) -> str:
    """Of 青禾县…领导小组召开第一次全体会议 the body that meets."""
    found = _BODY.search(before)
    return found["body"] if found else ""


def _is_meeting(name: str, before: str, sentence: str) -> bool:
    if len(name) < 3 or _NO_MEETING.search(name) or _SEVERAL.match(name):
        return False
    dated = first_date(sentence) is not None
    if _NO_TITLE.match(name) and not dated:
        return False
    return not _PLANNED.search(before)


def _tidy(name: str) -> str:
    """The name alone: 12月14日，全市…会议 → 全市…会议."""
    bare = (
        re.sub(r"^.*?(?:\d日|[日近]前|今天|昨天|近日|日[上下]午|[上下]午)[，,]?", "", name.strip())
        if re.match(r".{0,14}(?:\d日|日前|近日|今天|昨天)", name)
        else name
    )
    return _LEADING.sub("", bare).strip(" ，,：:")
