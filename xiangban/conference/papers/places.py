"""Where a meeting was held, and at which level, by the words of the text.

The places of the register are territories/'s matter; nothing is matched to them here.
"""

import re

_HELD = re.compile(
    r"在(?P<place>[^，。；、：\n]{2,30}?)(?:[就围][^，。；：\n]{2,30}?)?(?:[以采][^，。]{1,10}(?:形式|方式))?(?:隆重|顺利|胜利|组织|主持)?(?:召开|举行|举办|开会|集中)"
    r"|(?:会议|会商|活动|召开)?\s*地\s*点\s*[：:]\s*(?P<labelled>[^。；;\n，\t]{2,40})"
    r"|[于在](?P<after>[^，。；、：\n]{2,24}?(?:会议室|会议厅|礼堂|多功能厅|报告厅|会议中心|宾馆|酒店|村委会|学校|小学|中学|活动室|办公室|服务中心|指挥中心|为民服务中心))"
)
_ELSEWHERE = re.compile(r"在[^，。；\n]{2,24}?(?=召开|举行|举办)")
_NO_PLACE = re.compile(
    r"^(?:全[省市县区国]|会上|前期|当前|此|这|我|深入|认真|.*(?:基础上|时候|过程中|期间|之际|指导下|领导下|关心下|推动下|来临|日))"
)
_SCHOOL = re.compile(
    r"[一二三四五六][小中](?:在[^，。]{2,20})?(?:组织)?(?:召开|举行)"
    r"|我校|全校|本校|学校(?:召开|举行|组织)|^[^。，\n]{0,24}(?:小学|中学|学校|幼儿园|完小|中心校)"
)
_LEVELS = (
    (
        "province",
        re.compile(
            r"全省|我省|副省长|省(?:政府|委|级|直|民政厅|联席会议|农村留守儿童)|民政厅|[厅](?:召开|组织)|全(?:自治)?区各盟市|自治区"
        ),
    ),
    (
        "city",
        re.compile(
            r"全市|我市|副市长|全州|我州|副州长|州(?:政府|委|级|直|民政局|教育局)|市(?:政府|委|级|直|民政局|教育局|联席会议|农村留守儿童|妇联|公安局)|[市](?:召开|组织|举行)"
        ),
    ),
    (
        "county",
        re.compile(
            r"全县|我县|全区|我区|副县长|副区长|[县区旗](?:政府|人民政府|监?委|级|直|民政局|教育局|教体局|联席会议|农村留守儿童|妇联|公安局|召开|组织|举行)"
        ),
    ),
    ("township", re.compile(r"全镇|我镇|全乡|我乡|副?镇长|副?乡长|街道|[镇乡](?:政府|党委|召开|组织|举行|民政|机关)")),
    ("village", re.compile(r"全村|我村|本村|村(?:委会|支部|民委员会|两委|召开|支书|居)|社区(?:居委会|召开)")),
)
_OF_ENDING = {
    "省": "province",
    **dict.fromkeys("市州", "city"),
    **dict.fromkeys("县区旗", "county"),
    **dict.fromkeys("镇乡", "township"),
    "村": "village",
}
# 云溪州青禾县2014年…会: the last of the places a title begins with.
_NAMED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}(?:省|市|州))?(?!全|我|本|各)(?:(?![省市州县区镇乡村])[\u4e00-\u9fff]){2,4}"
    r"(?P<last>[省市州县旗镇乡]|(?<!社)(?<!地)(?<!校)区)(?=\d|[\u4e00-\u9fff“])"
)
_BEHIND_THE_DAY = re.compile(rf"(?:\d日(?:[上下]午)?|近日|日前)，?{_NAMED.pattern}")
# 县未成年人…委员会, where nothing else tells the level.
_BODY = re.compile(
    r"(?:^|[，。、\s]|由)(?P<last>[省市州县区旗镇乡村])(?=[\u4e00-\u9fff]{2,20}(?:委员会|委|局|办|院|中心))"
)


def place_of(text: str) -> str | None:
    """The place as written behind 在 or 地点, None where none is."""
    for found in _HELD.finditer(text):
        place = (found["place"] or found["labelled"] or found["after"]).strip()
        place = re.sub(r"^.*\d日(?:[上下]午)?[，在]?", "", place)
        if len(place) >= 2 and not _NO_PLACE.match(place):
            return place
    return None


def level_of(title: str, text: str) -> str | None:
    """The level that holds the meeting: of the title, else of the first sentences; the level named first counts."""
    if re.search(r"全国(?!妇联)|国务院|部际", title):
        return None
    for part in (title, _ELSEWHERE.sub("", text[:400])):
        if _SCHOOL.search(part):
            return "school"
        named = _NAMED.match(title) if part is title else _BEHIND_THE_DAY.search(part[:120])
        if named:
            return _OF_ENDING[named["last"]]
        found = [(match.start(), level) for level, pattern in _LEVELS if (match := pattern.search(part))]
        if found:
            return min(found)[1]
    body = _BODY.search(f"{title}\n{text[:400]}")
    return _OF_ENDING[body["last"]] if body else None
