"""Tasks a paper gives: what is to be done, the lead unit first, by when; labelled, in brackets or in a sentence.

Decisions and demands without a unit are read in sayings.py.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from xiangban.conference.papers.dates import DatedLines, first_date, with_year
from xiangban.conference.papers.paper import Task
from xiangban.conference.papers.units import units_in

_LEAD = (
    r"牵头(?:责任)?(?:单位|部门)|承办(?:单位|部门)|主办(?:单位|部门)|责任(?:单位|部门|主体)|负责(?:单位|部门)|落实单位"
)
_WITH = r"配合(?:单位|部门)|协办(?:单位|部门)|协同(?:单位|部门)|参与(?:单位|部门)|参加单位|协助单位"
_WHEN = r"完成时限|办理时限|办结时限|整改时限|完成时间|完成期限|整改期限|时\s*限|期\s*限|办结时间"
_LABEL = re.compile(
    rf"(?P<label>{_LEAD}|{_WITH}|{_WHEN})\s*[：:为]\s*"
    r"(?P<value>(?:[（(][^）)]{1,4}[）)]|[^；;。\n）)】|\t]){1,120})"
)
_BELOW = re.compile(rf"[（(]?(?:{_LEAD}|{_WITH}|{_WHEN})\s*[：:]")
_NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．]\s*|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]{1,3}[,，、]|序号\s*\d+)\s*"
)
_LIST = r"(?:[\u4e00-\u9fff（）]{2,20}[、和]){0,12}[\u4e00-\u9fff（）]{2,20}?(?:等(?:单位|部门|成员单位|有关部门)?)?"
_LEADS = re.compile(
    rf"由?(?P<lead>{_LIST})牵头(?:负责)?(?:[，,、]?\s?(?:会同|商|联合)?(?P<others>{_LIST})(?:配合|协助|参与|参加|具体负责|协同))?"
)
_ASKED = re.compile(
    rf"(?:请|责成|由|要求|责令|明确)(?P<lead>{_LIST})(?:负责(?!人|同志)|抓紧|尽快|于|在|按照|根据|组织|制定|牵头|会同|进一步|切实|认真|做好|完成|继续|落实|协调|承担|汇总|跟进|统筹|安排|开展|督促|指导|研究|提出|梳理|加强|准备|报送|提供|填报|选派|派员|确定|配合|协助|将|把|对|结合)"
)
_DUTY = re.compile(
    rf"^(?P<lead>{_LIST})(?:负责(?!人|同志)|于(?=[^，。]{{0,12}}[前底内])|(?:务必|必须|应当?|要|须)(?:于|在|(?:会同|联合|配合)(?P<others>{_LIST})(?=[，,])))"
)
DEADLINE = re.compile(
    r"(?P<text>(?:(?:(?:19|20)\d\d|今|本|明|当)年)?\s?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?\s?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|[底末初]|[上中下]旬|上半年|下半年|第[一二三四]季度)(?:之?前|以前)?"
    r"|(?:(?:19|20)\d\d年)\d{1,2}月(?:份)?(?:前|底前|内)?|\d{1,2}月(?:份)?(?:底)?前|(?:\d{1,3}|[一二三四五六七八九十两]{1,3})个?(?:工作日|日|天|月|周)(?:之?内|以内)|年底(?:之?前)?|(?:本|下|当)月底(?:之?前)?|长期(?:坚持)?|常态化|持续推进|立即|即日起|(?:学期|开学|春节|暑假|寒假|国庆|六一|放假)前)"
)
_OF_DEADLINE = re.compile(
    rf"(?:于|在|务于|截至|到|限)?\s?{DEADLINE.pattern}(?:完成|办结|报送|上报|反馈|报|落实|建成|到位|汇总|印发|形成|提交|整改)"
)
# …完成筛查，由县卫健局做好转诊: each unit has a task of its own.
_EACH = re.compile(
    r"[；，](?=由[^，；。]{2,30}(?:负责|牵头|做好|完成|落实|组织))"
    r"|；(?=[^，；。]{2,20}(?:[局委办会院联校]|政府)(?:要|须|应|负责|会同|于|务必))"
)
_GIVES = re.compile(r"牵头|请|责成|责令|负责|由|务必|于|[要须应](?:于|在|会同|联合|配合)")
_DEMANDED = re.compile(r"^(?:会议|会上)(?:要求|强调|明确|指出|决定)[，：]")
_CONVENED = re.compile(r"牵头(?:组织|邀请|会同|联合)?[^。，]{0,80}?(?:召开|举行)(?:了)?[^。，]{0,40}会")
_CHARGED = re.compile(r"^(?:具体)?负责(?!人|同志)[，,]?")
_UNTIL = re.compile(rf"^(?:务必|必须|要|须|应当?)?(?:于|在)?\s?{DEADLINE.pattern}[，,]?(?=.)")
_SPLIT = re.compile(r"[、，,；;]|(?<=[局委办联院会部府])和(?=[市县区省各乡镇共团])|以及")
_AROUND_UNITS = re.compile(
    r"^(?:会议|会上)?(?:布置|要求|强调|明确|安排)|^(?:由|请|责成|会同|各?有关的?|以及|及|和|商)"
    r"|等(?:单位|部门|成员单位|有关部门)?$|\s"
)
_ALL_OF = re.compile(
    r"^(?:各|有关|相关|全体|其他)[\u4e00-\u9fff（）]{1,16}$|^[\u4e00-\u9fff]{1,10}(?:县|区|市|镇|乡|街道|政府|办事处|村委会|学校)$"
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_LONGEST = 200


def tasks_in(text: str, lines: DatedLines) -> tuple[Task, ...]:
    """The tasks of a text, in its order; a sentence that names no unit gives none."""
    found: dict[tuple[str, tuple[str, ...]], Task] = {}
    paragraphs = text.split("\n")
    taken: set[int] = set()
    for at, paragraph in enumerate(paragraphs):
        if at in taken:
            continue
        tasks = (
            list(_labelled(paragraphs, at, taken, lines))
            or list(_in_table(paragraphs, at, taken, lines))
            or list(_told(paragraph, lines))
        )
        for task in tasks:
            found.setdefault((task.what, task.units), task)
    return tuple(found.values())


def deadline_day(text: str, lines: DatedLines) -> date | None:
    """The last day a deadline allows, where its year is written or lent by a line within 30 days."""
    read = first_date(text)
    if read is not None and read.month is not None and read.day_of_month is not None:
        return with_year(read, lines).day
    found = re.search(
        r"((?:19|20)\d\d)年\s?(?:(\d{1,2})月(?:份)?(底|末|[上中]旬|初)?|(年?底|末|上半年|下半年|第([一二三四])季度))",
        text,
    )
    if not found:
        return None
    year, month = int(found[1]), found[2]
    if month:
        if not 1 <= int(month) <= 12 or found[3] == "初":
            return None
        day = {"上旬": 10, "中旬": 20}.get(found[3] or "", monthrange(year, int(month))[1])
        return date(year, int(month), day)
    if found[5]:
        last = 3 * ("一二三四".index(found[5]) + 1)
        return date(year, last, monthrange(year, last)[1])
    return date(year, 6, 30) if found[4] == "上半年" else date(year, 12, 31)


def _labelled(paragraphs: list[str], at: int, taken: set[int], lines: DatedLines) -> Iterator[Task]:
    """牵头单位：… 配合单位：… 完成时限：…, on the line of the matter or on those below."""
    paragraph = paragraphs[at]
    marks = list(_LABEL.finditer(paragraph))
    below = at + 1
    if not marks and (below >= len(paragraphs) or not _BELOW.match(paragraphs[below]) or len(paragraph) > _LONGEST):
        return
    while below < len(paragraphs) and _BELOW.match(paragraphs[below]):
        marks += list(_LABEL.finditer(paragraphs[below]))
        taken.add(below)
        below += 1
    groups = _groups(paragraph, marks)
    for what, group in groups:
        task = _task(what, group, lines, paragraph)
        if task is not None:
            yield task


def _groups(paragraph: str, marks: list[re.Match[str]]) -> list[tuple[str, list[re.Match[str]]]]:
    """Several matters in one paragraph: a new one begins at each lead unit."""
    groups: list[tuple[str, list[re.Match[str]]]] = []
    end = 0
    for mark in marks:
        is_lead = bool(re.fullmatch(_LEAD, mark["label"]))
        doubled = (
            bool(groups) and re.fullmatch(r"责任(?:单位|部门)", mark["label"]) and not _has_text(paragraph, end, mark)
        )
        if (is_lead and not doubled) or not groups:
            here = paragraph[end : mark.start()] if mark.string is paragraph else (paragraph if not groups else "")
            groups.append((here, []))
        groups[-1][1].append(mark)
        end = mark.end() if mark.string is paragraph else end
    return groups


def _has_text(paragraph: str, end: int, mark: re.Match[str]) -> bool:
    return mark.string is paragraph and len(paragraph[end : mark.start()].strip("；;，,。（）() ")) > 4


def _task(what: str, marks: list[re.Match[str]], lines: DatedLines, sentence: str) -> Task | None:
    units: list[str] = []
    deadline = None
    for mark in marks:
        if re.fullmatch(_WHEN, mark["label"]):
            deadline = mark["value"].strip(" ，,")
        else:
            units += unit_list(mark["value"])
    matter = _matter(what)
    if not matter or not units:
        return None
    # 参加单位：… of a record without a unit that leads gives nobody anything to do.
    if not any(re.fullmatch(_LEAD, re.sub(r"\s", "", mark["label"])) for mark in marks):
        return None
    deadline = deadline or _deadline_of(what)
    day = deadline_day(deadline, lines) if deadline else None
    return Task(matter, tuple(dict.fromkeys(units)), day, deadline, sentence)


def _in_table(paragraphs: list[str], at: int, taken: set[int], lines: DatedLines) -> Iterator[Task]:
    """Rows below a header 序号 任务 牵头单位 … 完成时限, cells apart by tabs."""
    header = [re.sub(r"\s", "", cell) for cell in paragraphs[at].split("\t")]
    lead = next((n for n, cell in enumerate(header) if re.fullmatch(_LEAD, cell)), None)
    if lead is None or len(header) < 3:
        return
    what = next((n for n, cell in enumerate(header) if re.search(r"任务|事项|内容|措施|工作|问题", cell)), None)
    when = next((n for n, cell in enumerate(header) if re.fullmatch(_WHEN, cell)), None)
    others = [n for n, cell in enumerate(header) if n != lead and re.fullmatch(rf"{_LEAD}|{_WITH}", cell)]
    for row in range(at + 1, len(paragraphs)):
        cells = [cell.strip() for cell in paragraphs[row].split("\t")]
        if what is None or len(cells) != len(header):
            return
        taken.add(row)
        units = [unit for n in [lead, *others] for unit in unit_list(cells[n])]
        deadline = (cells[when] or None) if when is not None else None
        if cells[what] and units:
            day = deadline_day(deadline, lines) if deadline else None
            yield Task(cells[what], tuple(dict.fromkeys(units)), day, deadline, paragraphs[row])


def _told(paragraph: str, lines: DatedLines) -> Iterator[Task]:
    """由市民政局牵头，市教育局配合，于…前完成… · 请市教育局于…前报…"""
    before = ""
    for sentence in (part for whole in _SENTENCE.findall(paragraph) for part in _EACH.split(whole)):
        earlier, before = before, sentence.strip()
        clause = _DEMANDED.sub("", _NUMBERING.sub("", sentence.strip()))
        # 县检察院牵头邀请…召开联席会议 tells of a meeting.
        if not _GIVES.search(clause) or _CONVENED.search(clause):
            continue
        for found in (_LEADS.search(clause), _ASKED.search(clause), _DUTY.match(clause)):
            task = _from_sentence(found, clause, earlier, lines) if found else None
            if task is not None:
                yield task
                break


def _from_sentence(found: re.Match[str], clause: str, earlier: str, lines: DatedLines) -> Task | None:
    units = unit_list(found["lead"])
    others = found.groupdict().get("others")
    if not units:
        return None
    units += unit_list(others) if others else []
    matter = _matter(clause[found.end() :] if others or "牵头" in found[0] else clause[found.end("lead") :])
    if len(matter) < 4:
        matter = _matter(clause[: found.start()]) or _matter(earlier)
    if len(matter) < 4:
        return None
    deadline = _deadline_of(clause)
    day = deadline_day(deadline, lines) if deadline else None
    return Task(matter, tuple(dict.fromkeys(units)), day, deadline, clause)


def _deadline_of(text: str) -> str | None:
    found = _OF_DEADLINE.search(text) or next(
        (m for m in DEADLINE.finditer(text) if re.search(r"前$|内$|底$", m["text"])), None
    )
    return found["text"].strip() if found else None


def unit_list(text: str) -> list[str]:
    """市民政局、各县（区）人民政府 as written, one by one; what names no unit is left out."""
    units: list[str] = []
    for item in _SPLIT.split(text):
        name = _AROUND_UNITS.sub("", item).strip("（）()。 ")
        found = units_in(name)
        if found and (found[0] == name or (len(name) <= 24 and name.endswith(found[-1]))):
            units.append(name if len(name) <= len(found[-1]) + 8 else found[-1])
        elif _ALL_OF.match(name) and not re.search(r"负责人|代表|人员|同志|成员$", name):
            units.append(name)
    return units


def _matter(text: str) -> str:
    """The matter without its numbering and the signs around it."""
    bare = _NUMBERING.sub("", text.strip().strip("；;，,。（）()【】[]：: "))
    bare = _CHARGED.sub("", bare.strip("；;，,。（）()【】：: "))
    return _UNTIL.sub("", bare) or bare
