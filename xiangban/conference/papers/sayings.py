"""What a paper says in whole sentences: decisions, problems (五失), demands, statements of units, accountability.

Tasks with their units are read in tasks.py.
"""

import re

from xiangban.conference.papers.paper import Said
from xiangban.conference.papers.units import units_in

FIVE_LOSSES = ("学业失教", "生活失助", "亲情失落", "心理失衡", "安全失保")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?:(?!\d)|(?=\d{1,2}月))|[①-⑳])\s*"
)
_OPENS = re.compile(
    r"(?:议定|决定|明确|同意|确定)(?:了)?(?:以下|如下|下列)?(?:有关)?(?:事项|内容|意见)?(?:如下)?\s*[：:]\s*$|(?:(?:议定|研究)[^。，]{0,12}如下|(?:形成|达成|提出)(?:以下|如下)[^。，]{0,6})\s*[：:]\s*$|^(?:[一二三四五六七八九十]、)?\s*(?:议定事项|会议决定|决定事项|会商意见|会商结论|会议决议)\s*[：:]?$"
)
_ENDS = re.compile(
    r"^(?:(?:[一二三四五六七八九十]、\s*)?会议(?:要求|强调|指出|认为|还)|出\s*席|请\s*假|列\s*席|参\s*加|主\s*持|记\s*录|抄\s*送|抄\s*报|主\s*送|附件|(?:报|送|发)[：:]|下次|[一二三四五六七八九十]、[^。]{0,20}$)"
)
_DECIDED = re.compile(
    r"(?:会议|会上|与会人员|大家|各方|各单位|联席会议)?[^。，]{0,24}(?:会议决定|研究决定|决定[，：:由对在将成建开从]|议定|原则同意|原则上?通过|审议(?:并)?(?:原则)?通过|表决通过|讨论通过|一致通过|通过了|研究同意|会议同意|会议明确|会议确定|一致同意|商定)"
)
_FOUNDED = re.compile(
    r"(?:我[省市县区镇乡]|全[省市县区]|会上|会议|[省市县区])[^。]{0,30}?(?:建立(?:了)?|成立(?:了)?)[^。，]{2,40}?(?:制度|领导小组|工作专班|联席会议|委员会)"
)
_PRINCIPLE = re.compile(r"属地管理|分级负责|分层落实|一岗双责|政府领导、民政牵头|的原则")
_PROBLEM = re.compile(
    r"(?:存在|还有|仍有|出现|面临|突出)[^。；]{0,30}(?:问题|困难|不足|短板|隐患)|薄弱|不到位|不及时|不扎实|不完善|不够|缺位|缺失"
)
_DEMAND = re.compile(
    r"(?:(?:^|[，；：:“])(?:各?[^，。；]{0,24})?(?:(?<![主重需紧概摘纪])要|必须|务必|(?<!必)须|应当)(?!求|素|点|闻|害|领|么)|强调|要求[，：:各])"
)
_ACCOUNT = re.compile(r"追究|问责|追责|责任督导|严肃处理|约谈|通报批评|一票否决|工作不力|造成严重后果")
_PAPERS_NAMED = re.compile(r"《[^》\n]{1,80}》")  # 《关于建立…制度的意见》 founds nothing
_BEFORE = re.compile(r"(?:19|20)\d\d年[^，。]{0,4}[，,]|近年来|以来|去年|今年\d{1,2}月")
_PASSED = re.compile(r"^[^：]{0,40}(?:协商|审议|讨论|表决|研究)[^，。：]{0,10}通过|^[^：]{0,20}原则通过")
_STATES = re.compile(r"发言|表态|汇报|作了?[^，。]{0,8}介绍|作了?[^，。]{0,8}报告")


def decisions_in(text: str) -> tuple[str, ...]:
    """What was decided, item by item, without numbering."""
    found: dict[str, None] = {}
    listed = _listed(text.split("\n"))
    founds = False
    for sentence in _SENTENCE.findall(text):
        plain = sentence.strip()
        named = _PAPERS_NAMED.sub("《》", plain)
        if _DECIDED.search(named) and not _OPENS.search(plain) and not _is_listed(plain, listed):
            found.update(dict.fromkeys(map(_bare, _passed(plain))))
        elif _founds(named):
            founds = True
            found.setdefault(_bare(plain))
        elif founds and _PRINCIPLE.search(plain):
            found.setdefault(_bare(plain))
    for item in listed:
        found.setdefault(item)
    return tuple(found)


def _passed(sentence: str) -> list[str]:
    """Of 会议通报了…；审议通过了…；部署了… the clauses that say what was passed; else the whole."""
    clauses = [clause.strip() for clause in sentence.split("；")]
    passed = [clause for clause in clauses if _PASSED.search(clause)]
    return passed if passed and len(clauses) > 1 else [sentence]


def _founds(sentence: str) -> bool:
    """Whether something is founded there and then: no heading, no demand, nothing of years before."""
    found = _FOUNDED.search(sentence)
    if found is None or not sentence.endswith(("。", "！", "；")) or _BEFORE.search(sentence[: found.end()]):
        return False
    return not re.search(r"要(?:建立|成立)|健全|推动建立", sentence)


def said_in(text: str) -> Said:
    """Problems, demands, statements and accountability clauses of a text."""
    problems = [loss for loss in FIVE_LOSSES if loss in text]
    demands: list[str] = []
    statements: list[str] = []
    accountability: list[str] = []
    for sentence in _SENTENCE.findall(text):
        plain = sentence.strip()
        if (
            _PROBLEM.search(plain)
            and not re.search(r"解决|要|必须", plain)
            and not any(loss in plain for loss in FIVE_LOSSES)
        ):
            problems.append(plain)
        if _DEMAND.search(plain):
            demands.append(plain)
        if _STATES.search(plain) and units_in(plain):
            statements.append(plain)
        accountability += [clause for clause in _clauses(plain) if _ACCOUNT.search(clause)]
    return Said(*(tuple(dict.fromkeys(what)) for what in (problems, demands, statements, accountability)))


def _listed(lines: list[str]) -> list[str]:
    """The numbered items below 会议议定以下事项."""
    items: list[str] = []
    inside = False
    for line in lines:
        if _OPENS.search(line):
            inside = True
        elif inside and _ENDS.match(line):
            inside = False
        elif inside and _NUMBERED.match(line):
            items.append(_bare(line))
        elif inside and items and not re.match(r"[（(]?(?:牵头|配合|责任|承办|协办|完成|时限|办理|整改)", line):
            items[-1] = f"{items[-1]}\n{line}" if len(line) > 8 else items[-1]
    return items


def _is_listed(sentence: str, listed: list[str]) -> bool:
    return any(_bare(sentence).rstrip("。") in item for item in listed)


def _bare(text: str) -> str:
    return _NUMBERED.sub("", text.strip()).strip()


def _clauses(sentence: str) -> list[str]:
    return [clause.strip() for clause in re.split(r"[；;]", sentence) if clause.strip()]
