"""Figures of a paper with what they count, their unit, their day and whether they are about so many.

Ages, dates, lengths of time, numbers of papers and steps of a list are no figures.
"""

import re
from collections.abc import Iterator

from xiangban.conference.papers.paper import Count

_UNITS = (
    "人次|人|名|位|户次|户|所|份|件|元|家|场次|场|次|张|套|册|本|对|例|起|条|期|[%％]|篇|支|间|处|台|床|箱|部|块|项|门|节|批|辆|顶|副|双|盒"
    "|平方米|公里|个"
)
_NUMBER = re.compile(
    r"(?<![\d.第〔\[号年月:：/-])(?P<about>大约|约|将近|接近|近|超过|超|逾|上)?\s{0,2}"
    r"(?P<number>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?)\s{0,2}"
    rf"(?P<more>余|多)?(?P<scale>万亿|亿|万|千|百)?(?P<more_still>余|多|几)?\s{{0,2}}(?:(?P<unit>{_UNITS})"
    r"|(?<=[万亿余多])(?=[，。；、）,;左占\s]|$|[^，。；、\d]{0,24}?(?:儿童|学生|未成年人|孩子)))(?P<left>左右|上下)?"
)
_SCALES = {"百": 100, "千": 1_000, "万": 10_000, "亿": 10**8, "万亿": 10**12}
_NO_FIGURE = re.compile(
    r"^(?:月|工作日|小时|方面|百分点|环节|阶段|步骤|层面|维度|学期|年头|自然日|月内|季度|一(?!律)|以上方面|统一|到位|办法|字|结合)"
)
_ORDINAL_BEFORE = re.compile(
    r"(?:第|前|后|每|每周|每月|每年|每人|每户|每个|每名|至少|不少于|不低于|不超过|年满|未满|不满|周岁|至|到|~|—|－)$"
)
_AS_OF = re.compile(
    r"(?:截至|截止到?|截止至|统计截至)\s?(?P<day>(?:(?:(?:19|20)\d\d|今|去|上|本)\s?年)?\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日|份?[底末初])?"
    r"|(?:(?:(?:19|20)\d\d|今|去|上|本)\s?年)[底末初]?|目前|年底|[上本]月底|上半年|\d{1,2}日)"
    r"|(?P<span>(?:今年|去年|近年|(?:19|20)\d\d年)(?:\d{1,2}月份?)?以来"
    r"|(?:19|20)\d\d年(?:上半年|下半年|第[一二三四]季度|全年|度|\d{1,2}月[底末]|[底末])|目前|至今|上半年"
    r"|今年(?:上半年|第[一二三四]季度)|去年(?:全年)?|到目前为止)"
)
_PARTS = re.compile(r"[,;，。；：！？、\n（）()“”]")
_LEAD_IN = re.compile(
    r"^(?:.*?(?:摸底排查出|排查出|摸排出|摸底出|清查出|筛查出|排查|核实|登记在册的?|在册的?|现有|共有|尚有|仍有|还有|另有|(?<!所)有(?!效)|共计|总计|合计|累计|共|其中|已经|已|先后|目前|全年|为))+"
)
_TRAILING = re.compile(
    r"(?:共有|共计|总计|合计|累计|共|现有|有|为|达到|达|是|约|近|超过|高达|增加到|减少到|增至|降至|提高到|下降到|上升到|总数|了|总量|：|\s|分别|的|仅|帮助|占|占比|占总数的|升至|降到)+$"
)
_LEADING = re.compile(
    r"^(?:底前|安排|[省市县](?=农村留守)|据悉|据统计|据了解|今年以来|截至目前|目前|全[省市县区镇乡州校村]|我[省市县区镇乡州校村局]|本[省市县区镇乡校村]|该[省市县区镇乡校村]|其中|一是|二是|三是|四是|五是|并|和|及|以及|对|为|由|开展|将|把|向|给|让|使|与|共|已|先后|累计|现场|新增|另|还|的|[镇乡村](?=\d))+"
)
_NOUN_END = re.compile(
    r"进行|开展|赠|制定|处于|就读|进入|参加|得到|均|已|被|在|享受|签订|接受|都|能|外出|(?<!小)组成|出席|到会|参会|走|送|派|发|获|逐一|未(?!成年)|每[名人户个]|将|纳入|建立|实现|完成|落实|返|重返|重新|办理|无(?=.{0,2}监护)|达|占|为(?!童)|是|与|[和及](?![\u4e00-\u9fff]{0,10}(?:儿童|学生|未成年人|孤儿))|，|分别|到|从|列席|分管|近|约|开始|成功|入|通过|有|共|全部|负责|其中|给|于|还|提供|免费|代表|(?<!工)[作做](?!业|品)|分布|集中在|召开|举行|由(?!于)|随|(?<![先促推])进(?![修城步])"
)
# Of 指导父母签订委托照护协议 the deed counts; a rate is no deed.
_ACTED = re.compile(r"(?:签订|发放|走访|赠送|捐赠|培训|落实|办理|更新|印发|召开|投入|建成|建起)(?!率)(?=[^的]{2,}$)")
_PROVIDED = re.compile(
    r"^.*?(?:配备|配齐|建成|建起|新建|设立|登记|救助|赠送|捐赠|送去|送上|发放|聘请|招募|组织|抽查|排查|回收)(?!保护|管理|站)(?=.{2})"
)
_HEADS = {"人", "名", "位", "个", "所", "家", "处", "册"}
_JOINED = re.compile(r"和|及")
_WITH_KIND = re.compile(r"^(?P<noun>[\u4e00-\u9fff]{1,4}（[\u4e00-\u9fff]{1,4}）)")
_AFTER_KIND = re.compile(r"(?P<noun>[\u4e00-\u9fff]{1,12}（[\u4e00-\u9fff]{1,3}）)$")
_PEOPLE = {"人", "名", "位"}
_CHILDREN = re.compile(r"(?:农村)?(?:留守(?:和困境)?(?:儿童|学生|未成年人)|困境儿童|流动儿童)")
_BEFORE_UNITS = {"元", "人", "%", "人次", "户", "次", "户次"}
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_LONGEST_LABEL = 30
_INSIDE = re.compile(r"[（(][^（()）]*$")
# 15名品学兼优、家庭贫困的留守儿童
_SEVERAL_TRAITS = re.compile(
    r"(?![^、，。]{0,16}(?:儿童|学生|孩子|人员))[\u4e00-\u9fff]{2,10}、[\u4e00-\u9fff]{2,10}?(?:儿童|学生|孩子)"
)
_MONEY = re.compile(r"(?:金|款|资金|经费|物资|补贴|补助)$")
_PLACES = re.compile(r"(?:镇街|乡镇|街道|社区|镇|乡|村|县|部门|单位)(?=的|\d)")
_OUTSIDE = re.compile(r"[（(]外[）)](?=祖)")
_OUTER = str.maketrans({"\ue000": "（", "\ue001": "）"})
_IS = re.compile(r"^(?:的|是|为)")
_CHANGED = re.compile(
    r"(?:同比|环比|比上年|总数)?(?:下降|增长|减少|增加|上升|提高)|占?(?:全国|全[省市县区]|总数|总人数)?|占[\u4e00-\u9fff]{1,8}"
)
# What stands before an earlier figure belongs to it; an age (6至13周岁) is none.
_EARLIER = re.compile(
    r"^.*\d(?!\d*\s*(?:周岁|岁|[至―—~-]\s*\d))[\d,.]*\s*[余多]?[万亿]?(?:人次|人|名|户|所|份|个|元|%|％|年|月|日)?"
)
_CHANGE_SAID = re.compile(r"(?P<change>(?:同比|环比|[较比][^，。较比]{0,12}?)(?:减少|增加|下降|上升|增长))了?$")
_MORE_OR_LESS = re.compile(r"(?:同比|环比|[较比][^，。]{0,12}?)(?:减少|增加|下降|上升|增长)")
_VAGUE = re.compile(r"(?:的|总)?(?:数据|总数|总?人数|规模|数量|总量|底数)")
_AROUND = 120  # characters of a sentence that tell what a figure counts


def counts_in(text: str, *, without: re.Pattern[str] | None = None) -> tuple[Count, ...]:
    """The figures of a text, each label, value and unit once; sentences in which `without` is found lend none there."""
    found: dict[tuple[str, int | float, str], Count] = {}
    as_of = None
    for sentence in _SENTENCE.findall(text):
        as_of = _as_of(sentence)
        skipped = [match.span() for match in without.finditer(sentence)] if without else []
        for start, count in _in_sentence(sentence, as_of):
            if not any(low <= start < high for low, high in skipped):
                found.setdefault((count.label, count.value, count.unit), count)
    told = {(count.value, count.unit) for count in found.values() if _is_sentence(count)}
    return tuple(count for count in found.values() if _is_sentence(count) or (count.value, count.unit) not in told)


def _is_sentence(count: Count) -> bool:
    """A figure of a heading is not counted once more where a sentence says it."""
    return count.sentence.endswith(("。", "！", "？", "；")) or "\t" in count.sentence


def _in_sentence(sentence: str, as_of: str | None) -> Iterator[tuple[int, Count]]:
    told = sentence.strip()
    earlier = ""
    for match in _NUMBER.finditer(sentence):
        before = sentence[max(match.start() - _AROUND, 0) : match.start()]
        after = sentence[match.end() : match.end() + _AROUND]
        unit = (match["unit"] or _unsaid(sentence, match)).replace("％", "%")
        if not unit:
            continue
        if _is_no_figure(before, after, unit):
            continue
        label = _label(before, after, unit)
        if not label or _VAGUE.fullmatch(label):
            label = _from_context(sentence[: match.end() + _AROUND][-3 * _AROUND :], unit) or label
        changed = bool(label) and bool(_MORE_OR_LESS.fullmatch(label) or (unit == "%" and _CHANGED.fullmatch(label)))
        if changed or (unit == "%" and not label):
            label = f"{earlier}{label}" if earlier else label
        if not label:
            continue
        if unit != "%" and not changed and not _INSIDE.search(before):
            earlier = label
        about = bool(match["about"] or match["more"] or match["more_still"] or match["left"])
        if match["about"] == "上":
            about = bool(match["scale"])
        yield (
            match.start("number"),
            Count(label, value_of(match["number"], match["scale"]), unit, as_of, about, told),
        )


def _unsaid(sentence: str, match: re.Match[str]) -> str:
    """规模为76.5万 in a sentence about children counts them."""
    near = sentence[max(match.start() - _AROUND, 0) : match.end() + _LONGEST_LABEL]
    return "人" if match["scale"] and _CHILDREN.search(near) else ""


def value_of(number: str, scale: str | None = None) -> int | float:
    """1.2 and 万 → 12000; whole where it is whole."""
    plain = number.replace(",", "").replace("，", "")
    whole, _, part = plain.partition(".")
    factor = _SCALES.get(scale or "", 1)
    value = int(whole + part) * factor
    ten = int(10 ** len(part))
    return value // ten if value % ten == 0 else value / ten


def _is_no_figure(before: str, after: str, unit: str) -> bool:
    if unit in {"个", "项", "次", "期", "条"} and (_NO_FIGURE.match(after) or _ORDINAL_BEFORE.search(before)):
        return True
    if unit == "期" and before.endswith(("第", "总第")):
        return True
    if (unit == "部" and after.startswith("门")) or re.search(r"每[周月年天季学期]{1,2}[^，。\d]{1,6}$", before):
        return True
    if unit in _PEOPLE and re.search(r"各(?:确定|明确|指定|选派|配备|安排|推荐)$", before):
        return True
    if re.search(r"(?:阅读|浏览|点击|访问|播放)(?:量|数|次数)?[：:\s]*$", before) or after.startswith("评论"):
        return True
    return bool(re.search(r"(?:第|电话|号码|[A-Za-z])$", before)) or (unit == "户" and after.startswith("籍"))


def _as_of(sentence: str) -> str | None:
    found = _AS_OF.search(sentence)
    if not found:
        return None
    return (found["day"] or found["span"] or "").strip() or None


def _label(before: str, after: str, unit: str) -> str:
    left = _PARTS.split(_OUTSIDE.sub("\ue000外\ue001", before))[-1].translate(_OUTER)
    right = _PARTS.split(after)[0]
    if unit == "个" and (place := _PLACES.match(right)):
        return place[0]
    kind, kinds = _WITH_KIND.match(after), _AFTER_KIND.search(before)
    several = _SEVERAL_TRAITS.match(after) if unit in _PEOPLE else None
    behind = kind["noun"] if kind else several[0] if several else _behind(right)
    ahead = _PROVIDED.sub("", _LEADING.sub("", kinds["noun"])) if kinds else _ahead(left)
    if unit == "元" and behind and (right.startswith("的") or _MONEY.search(behind)):
        return behind
    if unit in _HEADS:
        ahead = _PROVIDED.sub("", ahead)
    if unit in _BEFORE_UNITS:
        return (_JOINED.split(ahead)[-1] if unit == "元" else ahead) or behind
    return behind or ahead


def _behind(right: str) -> str:
    """名农村留守儿童得到帮扶 → 农村留守儿童."""
    words = _IS.sub("", right)
    # 无人监护儿童 begins with what else ends a noun.
    end = _NOUN_END.search(words, 4 if words.startswith("无") else 0)
    noun = re.split(r"\d", words[: end.start()] if end else words)[0].strip("的 等")
    return noun if 2 <= len(noun) <= _LONGEST_LABEL and not re.search(r"\d", noun) else ""


def _ahead(left: str) -> str:
    """全市共摸底排查出农村留守儿童 → 农村留守儿童; 比2022年底减少 stays as it is."""
    changed = _CHANGE_SAID.search(left)
    if changed:
        return changed["change"]
    bare = _EARLIER.sub("", left.strip())
    bare = _TRAILING.sub("", bare)
    noun = _LEAD_IN.sub("", bare) or bare
    noun = _TRAILING.sub("", _LEADING.sub("", noun)).strip("的 ")
    acted = _ACTED.search(noun)
    noun = noun[acted.start() :] if acted else noun
    return noun[-_LONGEST_LABEL:] if len(noun) >= 2 else ""


def _from_context(sentence: str, unit: str) -> str:
    """A bare 人 in a sentence about left-behind children counts them."""
    if unit not in _PEOPLE:
        return ""
    found = _CHILDREN.search(sentence)
    return found[0] if found else ""
