"""Who was present at a meeting, in which office, and the highest thing each did; absent persons and reporters are none.

What a name looks like is said in names.py.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from xiangban.conference.papers.names import NAME, SURNAMES, is_full_name, looks_like_a_name
from xiangban.conference.papers.paper import Person, Role

_POST = (
    r"(?:[省市州县区镇乡]领导|总召集人|副召集人|召集人|副秘书长|秘书长|检察长|审判长|庭长|党工委书记|党委书记|总支书记|支部书记|副书记|书记|副省长|省长|副市长|市长|副县长|县长"
    r"|副区长|区长|副镇长|镇长|副乡长|乡长|副州长|州长|副旗长|旗长|副局长|局长|副厅长|厅长|副处长|处长|副科长|科长|副股长|股长|副部长|部长|副司长|司长"
    r"|副主任科员|主任科员|儿童主任|副主任|主任|副主席|主席|副院长|院长|副校长|校长|副园长|园长|副馆长|馆长|副行长|行长|经理|董事长|教导主任|副所长|所长|副站长|站长|副队长|队长|副会长|会长"
    r"|副理事长|理事长|副巡视员|巡视员|副调研员|调研员|委员长|常委|党组成员|委员|督导员|督学|组长|副组长|专员|社工|社会工作者|联络员|教导员|指导员"
    r"|政委|班主任|教师|老师|辅导员|咨询师|律师|法官|检察官|民警|干警|教授|副教授|研究员|专家|负责人|负责同志|代表|家长|同志|干部|志愿者|法律顾问"
    r"|副总队长|总队长|支队长|大队长|一级调研员|总督学|编办主任|村支书|村长|科员|工作人员)"
)
_AFTER = (
    r"(?=$|[，。；、：:,;！？!\s（(”\"]|等|同志|出席|主持|参加|参会|到会|讲话|指出|强调|要求|表示|说|介绍|通报|汇报|[作做]|代表|宣读|传达|分别|率|带|一行|在"
    r"|就|和|与|及|为|对|致|解读|说明|授课|发言|到|来|深入|亲自|也|还|全程|列席|先后|受|主讲|围绕|向|现场|陪同|结合|走访|调研|慰问|看望|宣布|部署|安排|总结"
    r"|进行了?|应邀|提出|认为|告诉|委托|出任|兼任|担任|针对|首先|随后|最后|则|从|以|并|讲|按|因|请假|缺席|主任|局长|书记|副)"
)
_POSTED = re.compile(rf"(?P<post>{_POST})(?:（[^）]{{1,24}}）)?[ \u3000]?(?P<name>{NAME}){_AFTER}")
_SPEAKS = (
    r"(?:主持(?!人|词)|出席(?!人|[：:])|指出|强调|讲话|要求[，：:,]?|致辞|致词|表示|汇报|通报了|介绍了|作了"
    r"|参加(?!人|[：:])|同志(?!们))"
)
# 由周某某镇长主持: the office behind the name.
_TITLED = re.compile(
    rf"(?:(?<=[由请，。；：\n 局委办联院会府站校])|^)(?P<name>{NAME})(?P<post>{_POST})"
    r"(?=主持|解读|授课|主讲|宣讲|讲解|通报|讲话|汇报|传达|宣读|总结|部署|指出|强调|要求|介绍|作|做|对|就|出席|参加|陪同)"
)
# 副司长甲、乙: one office, several persons.
_ALSO = re.compile(
    rf"[、和](?P<name>{NAME})(?=$|[，。；、]|和|等|出席|参加|主持|陪同|介绍|讲话|分别|一行|到会|列席|作|参会)"
)
_UNIT_BEFORE = re.compile(r"[局委办联院会府站校部]$")
_STRONG = re.compile(r"主持|出席|讲话|指出|强调|介绍|汇报|通报|宣读|参加")
_BARE = re.compile(
    rf"(?:(?<=[由，。；：\n ])|^)(?P<name>{NAME})"
    rf"(?={_SPEAKS}|在(?:主持|讲话|会上|总结)|(?:最后|随后|分别)(?:指出|强调|讲话))"
)
_ROLES = (
    (Role.PRESIDED, re.compile(r"主持(?!人|词|工作的)")),
    (
        Role.SPOKE,
        re.compile(
            r"讲话(?!精神)|指出|强调|发言|致辞|致[^，。]{0,4}词|表态|点评|提出|表示|(?<!工作)(?<!有关)(?<!按照)(?<!上级)要求|讲了"
            r"|(?<![主宣演])讲(?!解|座|授|课)|总结(?!会|大会)|(?:作|做)(?:了)?[^，。]{0,8}(?:部署|安排)"
            r"|认为|希望|宣布|安排部署|部署(?!会)|说[，：:]"
        ),
    ),
    (Role.REPORTED, re.compile(r"汇报(?!会)|通报|作了?[^，。]{0,20}报告|述职|宣读|传达|报告了")),
    (Role.EXPLAINED, re.compile(r"说明|解读|介绍|讲解|解释")),
    (Role.LECTURED, re.compile(r"授课|专题辅导|辅导讲|讲座|主讲|讲授|讲课|宣讲|作了?[^，。]{0,12}(?:培训|辅导)")),
)
_RANK = {role: rank for rank, role in enumerate(Role)}
_ABSENT = re.compile(r"请\s*假|缺\s*席|未(?:能)?(?:出席|参加|到会)|因[公事病故].{0,6}(?:未|请假)")
_NOT_PRESENT = re.compile(
    r"[（(【]?(?:本报|见习|实习|首席|全媒体|融媒体)?(?:记者|通讯员|责任编辑|责编|编辑|编审|审核|校对|初审|复审|终审|作者|撰稿|供稿|摄影|图文|签发人?|签发|记\s*录\s*人?|记录员|速记|整理人?|联系人|打字|文字|制作"
    r"|监制|来源|填表人|审核人|拍摄)\s*[：:／/ 　]*[^。；\n）)】，,]{0,40}[）)】]?"
)
_LISTED = re.compile(
    r"^(?P<label>主\s*持\s*人?|会议主持|出\s*席(?:会议)?(?:人员|领导|单位及人员)?|参\s*加(?:会议)?(?:人员|人)?|参\s*会\s*(?:人员)?|与\s*会\s*(?:人员|人)?|到\s*会(?:人员)?|列\s*席(?:人员)?|会商(?:人员|成员)|总?召集人|副召集人|副?组\s*长|成\s*员|副?主\s*任|联络员"
    r"|请\s*假(?:人员)?|缺\s*席(?:人员)?|记\s*录(?:人|员)?|主讲人?|授课人?|汇报人|发言人)\s*[：:]\s*(?P<rest>.+)$"
)
_LABEL_ROLES = {"主": Role.PRESIDED, "会议主持": Role.PRESIDED, "汇": Role.REPORTED, "发": Role.SPOKE}
_CUT = re.compile(
    r"由|出席|参加|主持|邀请|委托|受|(?<!国)有|以及|会上|随后|分别|组织(?!部)|对|向|请|听取了?|传达|陪同|经(?!信|济|开|贸|发)|为|是|日(?!常)|[上下]午|晚上|召开|当天|其中|在|(?<!普)及"
    r"|[和与](?!社会保障|计划生育|城乡建设|改革|旅游|困境|家庭|技术|信息化|草原|法制)|近日|日前|会议(?!办)|活动|率|带领|带队|了|期间|时间|代表(?=.)|现任|时任"
)
_PARTS = re.compile(r"[，。；！？\n]")
_SPACED = re.compile(rf"(?<![\u4e00-\u9fff])([{SURNAMES}])[ \u3000]{{1,2}}([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_ITEM_NOTE = re.compile(rf"^(?P<name>{NAME})[（(](?P<post>[^）)]{{1,40}})[）)]$")
_ITEM_POST = re.compile(rf"^(?P<post>[\u4e00-\u9fff（）]{{2,30}}?)[ \u3000]{{0,4}}(?P<name>{NAME})$")
_POST_APART = re.compile(
    rf"(?P<post>{_POST}|[\u4e00-\u9fff]{{2}}[局委办联院会府站校部])[ \u3000]+(?={NAME}(?:$|[、，,；;。\s]))"
)
_NAME_OFFICE = re.compile(rf"^(?P<name>{NAME})[ \u3000\t]+(?P<post>[\u4e00-\u9fff（）、]{{0,40}}{_POST})$")
# 召 集 人 钟怀远 副市长
_LABEL_APART = re.compile(
    r"^(?:总\s*召\s*集\s*人|副?\s*召\s*集\s*人|(?:常务)?副?\s*组\s*长|副?\s*主\s*任|成\s*员|联\s*络\s*员)[\s：:]+"
)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_LONGEST_POST = 40


def people_in(text: str) -> tuple[Person, ...]:
    """The persons a text shows to be present, each once, in the order of the text."""
    found: dict[str, Person] = {}
    for line in text.split("\n"):
        listed = _LISTED.match(line)
        if listed:
            _merge(found, _listed(listed, line))
            continue
        bare = _SPACED.sub(r"\1\2", _LABEL_APART.sub("", line).strip())
        member = _office_behind(bare, Role.ATTENDED, line) or _noted(bare, Role.ATTENDED, line)
        if member:
            _merge(found, iter([member]))
            continue
        bare = _NOT_PRESENT.sub("", line)
        for sentence in _SENTENCE.findall(bare):
            _merge(found, _told(sentence))
    _merge(found, _again(text, tuple(found)))
    return tuple(found.values())


def chair_of(people: tuple[Person, ...]) -> str | None:
    """Who presided; only one of whom the text says 主持."""
    return next((person.name for person in people if person.role is Role.PRESIDED), None)


def role_of(words: str) -> Role:
    """The highest role that the words behind a name speak of."""
    return next((role for role, pattern in _ROLES if pattern.search(words)), Role.ATTENDED)


def _merge(found: dict[str, Person], people: Iterator[Person]) -> None:
    for person in people:
        known = found.get(person.name)
        if known is None:
            found[person.name] = person
            continue
        higher = min(known.role, person.role, key=_RANK.__getitem__)
        fuller = person.post if person.post.endswith(known.post) else known.post
        found[person.name] = replace(known, role=higher, post=fuller)


def _told(sentence: str) -> Iterator[Person]:
    """Persons of running text: an office before the name, or a verb behind it."""
    at = 0
    waiting: list[Person] = []
    for end in [*(found.start() for found in _PARTS.finditer(sentence)), len(sentence)]:
        part = sentence[at:end]
        here, rest = _in_part(sentence, at, end)
        at = end + 1
        if _ABSENT.search(part):
            waiting = []
            continue
        role = role_of(rest)
        if here and role is Role.ATTENDED and not re.search(r"出席|参加|参会|到会|列席", rest):
            waiting += here
            continue
        if here:
            yield from (replace(person, role=_shared(role)) for person in waiting)
            waiting = []
        yield from _roles_in(part, here, role)
        if waiting and not here and role_of(part) is not Role.ATTENDED and _begins_with_verb(part):
            yield from (replace(person, role=role_of(part)) for person in waiting)
            waiting = []
    yield from waiting


def _shared(role: Role) -> Role:
    """Persons of earlier parts of a list attended; who spoke stands beside the verb."""
    return role if role is Role.ATTENDED else Role.ATTENDED


def _begins_with_verb(part: str) -> bool:
    return bool(re.match(r"(?:并|就|围绕|对|代表|在会上|分别|先后|出席|主持|强调|指出|要求|作了?|现场)", part))


def _roles_in(part: str, here: list[Person], role: Role) -> Iterator[Person]:
    """In 由甲主持，乙出席 each has the words behind his own name; in 甲、乙汇报 they share them."""
    for number, person in enumerate(here):
        start = part.find(person.name) + len(person.name)
        following = here[number + 1] if number + 1 < len(here) else None
        between = part[start : part.find(following.name, start)] if following else part[start:]
        own = role_of(between)
        yield replace(person, role=own if own is not Role.ATTENDED or not _is_list(between) else role)


def _is_list(between: str) -> bool:
    return "、" in between or "和" in between or "以及" in between or not between


def _in_part(sentence: str, start: int, end: int) -> tuple[list[Person], str]:
    """The persons between two commas and the words behind the last of them."""
    people: list[Person] = []
    last = start
    for found in _POSTED.finditer(sentence, start, end):
        name = found["name"]
        if not _is_named(name, sentence, found.end()) or sentence.startswith("委托", found.end()):
            continue
        post = _post(sentence[last if people else start : found.end("post")], found["post"])
        people.append(Person(name, post, Role.ATTENDED, sentence.strip()))
        last = found.end()
        while (other := _ALSO.match(sentence, last, end)) and looks_like_a_name(other["name"]):
            people.append(Person(other["name"], post, Role.ATTENDED, sentence.strip()))
            last = other.end()
    for found in (*_TITLED.finditer(sentence, start, end), *_BARE.finditer(sentence, start, end)):
        if looks_like_a_name(found["name"]) and found["name"] not in {person.name for person in people}:
            post = _office_of_titled(sentence[start : found.start("name")], found.groupdict().get("post") or "")
            people.append(Person(found["name"], post, Role.ATTENDED, sentence.strip()))
            last = max(last, found.end())
    people.sort(key=lambda person: sentence.find(person.name, start))
    return people, sentence[last:end]


def _office_of_titled(before: str, word: str) -> str:
    """The unit before the name and the office behind it: 县民政局 … 主任."""
    return _post(f"{before}{word}", word) if word and _UNIT_BEFORE.search(before) else word


def _is_named(name: str, sentence: str, end: int) -> bool:
    """许多荣 behind an office and before 主持 is a name, though 许多 is a common word."""
    return looks_like_a_name(name) or (len(name) == 3 and bool(_STRONG.match(sentence, end)) and is_full_name(name))


def _post(before: str, word: str) -> str:
    """The office in full: 区民政局党组书记、局长, back to the word that leads up to it."""
    segments = re.split(r"[、（(：:“”\s]", before)
    post = _CUT.split(segments[-1])[-1] if not _whole_office(segments[-1]) else segments[-1]
    for segment in reversed(segments[:-1]):
        if not segment or not re.search(rf"{_POST}$", segment) or re.search(rf"{_POST}{NAME}$", segment):
            break
        post = f"{_CUT.split(segment)[-1]}、{post}"
        if _CUT.search(segment):
            break
    return post[-_LONGEST_POST:] or word


def _whole_office(segment: str) -> bool:
    return not _CUT.search(segment)


def _listed(found: re.Match[str], line: str) -> Iterator[Person]:
    """出席：甲（市民政局）、乙 · 主持人：丙; who is on leave, or takes the record, is left out."""
    label = re.sub(r"\s", "", found["label"])
    if label.startswith(("请假", "缺席", "记录")):
        return
    role = next((role for start, role in _LABEL_ROLES.items() if label.startswith(start)), Role.ATTENDED)
    if label.startswith(("主讲", "授课")):
        role = Role.LECTURED
    office = _office_behind(found["rest"], role, line)
    if office:
        yield office
        return
    together = _POST_APART.sub(r"\g<post>", found["rest"])
    rest = re.split(r"(?:请\s*假|缺\s*席|记\s*录(?:人|员)?)\s*[：:]", together)[0]
    for item in re.split(
        r"[、，,；;。\t](?![^（(]*[）)])|[ \u3000](?![\u4e00-\u9fff](?![\u4e00-\u9fff]))", _SPACED.sub(r"\1\2", rest)
    ):
        person = _item(item.strip(), role, line)
        if person is not None:
            yield person


def _office_behind(words: str, role: Role, line: str) -> Person | None:
    """钟怀远 副市长, as lists of members have it."""
    found = _NAME_OFFICE.match(_SPACED.sub(r"\1\2", words.strip()))
    if found and looks_like_a_name(found["name"]):
        return Person(found["name"], found["post"], role, line)
    return None


def _noted(words: str, role: Role, line: str) -> Person | None:
    """钟怀远（副市长）"""
    note = _ITEM_NOTE.match(words)
    return Person(note["name"], note["post"], role, line) if note and looks_like_a_name(note["name"]) else None


def _item(item: str, role: Role, line: str) -> Person | None:
    noted = _noted(item, role, line)
    if noted:
        return noted
    if re.fullmatch(NAME, item) and looks_like_a_name(item):
        return Person(item, "", role, line)
    posted = re.search(rf"(?P<post>.*{_POST})[ \u3000]?(?P<name>{NAME})$", item)
    if posted and looks_like_a_name(posted["name"]):
        return Person(posted["name"], posted["post"], role, line)
    office = _ITEM_POST.match(item)
    if (
        office
        and looks_like_a_name(office["name"])
        and re.search(r"[局委办厅部联会院府站校村镇乡区县市所心]$", office["post"])
    ):
        return Person(office["name"], office["post"], role, line)
    return None


def _again(text: str, names: tuple[str, ...]) -> Iterator[Person]:
    """Later mentions: 杨某指出 after 副市长杨某出席会议."""
    if not names:
        return
    bare = _NOT_PRESENT.sub("", text)
    others = "|".join(map(re.escape, names))
    for found in re.finditer(others, bare):
        rest = bare[found.end() : found.end() + 40]
        words = re.split(rf"[，。；！？、\s]|{others}", rest)[0]
        verb = re.match(r"(?:同志)?(?:最后|随后|首先)?(?:在[^，。]{0,16}?[时中上])?(?:还)?(?:并)?(?P<words>.*)", words)
        role = role_of(verb["words"][:24]) if verb else Role.ATTENDED
        if role is not Role.ATTENDED and "委托" not in words[:4]:
            yield Person(found[0], "", role)
