"""Special actions a paper names, by their canonical names.

Campaigns as they are run stand in campaigns/.
"""

import re

GUARD_TOGETHER = "合力监护、相伴成长"
THREE_YEARS = "农村留守儿童和困境儿童关爱服务质量提升三年行动"
_KNOWN = (
    (re.compile(r"合力监护[、，,·\s和；;]{0,2}相伴成长"), GUARD_TOGETHER),
    (re.compile(r"(?:农村)?留守儿童和困境儿童关爱服务质量提升(?:的)?三年行动"), THREE_YEARS),
)
_QUOTED = re.compile(
    r"[“「『\"](?P<name>[^“”「」『』\"\n]{2,24})[”」』\"](?:[\u4e00-\u9fff]{0,18}?)(?:专项|系列|集中|主题|三年|百日|春季|暑期|冬季)"
    r"(?:[\u4e00-\u9fff]{0,4})行动"
)
_PLAIN = re.compile(
    r"(?:开展|实施|启动|部署|推进|深化|组织)(?:了)?(?:全[省市县区])?(?:的)?(?P<name>(?!的)[\u4e00-\u9fff]{4,24}?(?:专项|百日|集中|三年)(?:整治|治理|保护|排查|清查|攻坚|提升)?行动)"
)
_WITHOUT_NAME = "农村留守儿童关爱保护专项行动"  # how papers call the same action where they leave out its name
_SPLIT = re.compile(r"[，,·\s]+")


def special_actions_in(text: str) -> tuple[str, ...]:
    """The canonical names of the special actions, once each, in the order of the text."""
    found: list[tuple[int, str]] = []
    for pattern, name in _KNOWN:
        found += [(match.start(), name) for match in pattern.finditer(text)]
    found += [(match.start(), canonical(match["name"])) for match in _QUOTED.finditer(text)]
    found += [(match.start(), canonical(match["name"])) for match in _PLAIN.finditer(text)]
    names = dict.fromkeys(name for _, name in sorted(found))
    if GUARD_TOGETHER in names:
        names.pop(_WITHOUT_NAME, None)
    return tuple(name for name in names if not any(name != other and name in other for other in names))


def canonical(name: str) -> str:
    """One spelling of an action's name: 合力监护 相伴成长 → 合力监护、相伴成长."""
    for pattern, known in _KNOWN:
        if pattern.search(name):
            return known
    return _SPLIT.sub("、", name.strip("、，, "))
