"""Several pieces glued into one text are told apart by their heads; tails of related links and page furniture are cut.

Which kind of paper a piece is, is said in conference/papers/kinds.py.
"""

import re
from dataclasses import dataclass

_NUMBER = "[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
# 总结一: · 简报 2： · 篇一：标题 · 【篇3】 · 第二篇 标题 · 范文四
_HEADS = (
    re.compile(
        rf"^[^。！？；]{{0,40}}(?:总结|简报|信息|计划|方案|纪要|通知|报告|材料|范文|篇|动态)\s*(?P<number>{_NUMBER})\s*[:：]?$"
    ),
    re.compile(
        rf"^[【\[(（]?\s*(?:第\s*)?篇\s*(?P<number>{_NUMBER})\s*[】\])）]?\s*[:：、.．]?(?P<rest>[^。]{{0,60}})$"
    ),
    re.compile(rf"^[【\[(（]?\s*第\s*(?P<number>{_NUMBER})\s*篇\s*[】\])）]?\s*[:：、.．]?(?P<rest>[^。]{{0,60}})$"),
    re.compile(
        rf"^[【\[(（]?\s*(?:范文|总结|简报)\s*(?P<number>{_NUMBER})\s*[】\])）]?\s*[:：、.．](?P<rest>[^。]{{0,60}})$"
    ),
)
_ISSUE = re.compile(
    r"^.{0,24}简\s*报.{0,12}$|^[（(]?第\s*[0-9〇一二三四五六七八九十百]{1,4}\s*期(?:[（(]总第.{1,8}[)）])?[)）]?$"
)
_TAIL = re.compile(
    r"^[【\[（(]?(?:.{0,40}[】\]])?\s*(?:的)?(?:相关(?:文章|阅读|链接|推荐|新闻|资讯|范文)|延伸阅读|推荐阅读|热点推荐|推荐信息|热点信息"
    r"|猜你喜欢|更多相关|大家还看了|精彩推荐|本文来源于网络|下载本文|上一篇|下一篇|阅读下一篇|返回.{0,10}首页|相關文章)"
)
_FURNITURE = re.compile(
    r"^(?:您?(?:当前|现在)(?:的)?位置.{0,60}|首页.{0,3}>.{0,60}|扫(?:一扫|码).{0,30}|分享(?:到|至).{0,30}|【?字[体号]\s*[:：].{0,20}|打印.{0,10}"
    r"|收藏.{0,10}|【?(?:我要)?纠错】?.{0,10}|【?关闭(?:窗口)?】?|[—-]{0,2}分享[—-]{0,2}|(?:版权|免责)声明.{0,200}|暂无简介|EN)$"
)
_CHINESE_NUMBERS = {char: value for value, char in enumerate("一二三四五六七八九十", 1)}
_LEAST = 2


@dataclass(frozen=True)
class Piece:
    """One paper of a text: its head as written ("" where it stands alone) and its lines, stripped and not empty."""

    head: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def pieces_of(text: str) -> list[Piece]:
    """The papers of a simplified text without tails; one where no second head shows; none of an empty text."""
    lines = _lines(text)
    if not lines:
        return []
    starts = _starts(lines)
    if not starts:
        return [Piece("", tuple(lines))]
    ends = [*starts[1:], len(lines)]
    pieces = [_piece(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return [piece for piece in pieces if piece.lines]


def preface_of(text: str) -> str:
    """What stands above the first of several papers: the heading of the collection, "" where there is one paper."""
    lines = _lines(text)
    starts = _starts(lines)
    return "\n".join(lines[: starts[0]]) if starts else ""


def _lines(text: str) -> list[str]:
    return without_tail([stripped for line in text.splitlines() if (stripped := _tidy(line))])


def _starts(lines: list[str]) -> list[int]:
    """Where the papers begin; none where there is but one."""
    numbered = _numbered(lines)
    starts = numbered if len(numbered) >= _LEAST else _issues(lines)
    return starts if len(starts) >= _LEAST else []


def without_tail(lines: list[str]) -> list[str]:
    """The lines without furniture, up to the links that follow the last paper."""
    kept: list[str] = []
    in_tail = False
    for line in lines:
        if _TAIL.match(line):
            in_tail = True
        elif in_tail and not _is_link(line):
            in_tail = False
        if not in_tail and not _FURNITURE.match(line):
            kept.append(line)
    return kept


def _is_link(line: str) -> bool:
    """A title without a sentence: what stands below 相关文章."""
    return len(line) <= 60 and not re.search(r"[。！？；]", line) and not _head_number(line)


def _tidy(line: str) -> str:
    return line.replace("\u3000", " ").replace("\xa0", " ").replace("\u200b", "").replace("\ufeff", "").strip()


def _piece(lines: list[str]) -> Piece:
    head = lines[0]
    rest = next((found["rest"].strip() for found in _matches(head) if found.groupdict().get("rest")), "")
    body = lines[1:] if not _ISSUE.match(head) else lines
    return Piece(head, tuple([rest, *body] if rest else body))


def _numbered(lines: list[str]) -> list[int]:
    """Lines that are heads numbered 1, 2, 3 …; a list within a paper does not begin a line as long as a head."""
    starts: list[int] = []
    for at, line in enumerate(lines):
        if _head_number(line) == len(starts) + 1:
            starts.append(at)
    return starts


def _issues(lines: list[str]) -> list[int]:
    """Mastheads of bulletins (工作简报 · 第3期), two of which in one text are a collection."""
    marks = {at for at, line in enumerate(lines) if _ISSUE.match(line)}
    # A masthead is two or three lines in a row: name, issue, office.
    starts = [at for at in sorted(marks) if at - 1 not in marks and not (at - 2 in marks and _is_link(lines[at - 1]))]
    return starts if starts and starts[0] <= _LEAST else []


def _head_number(line: str) -> int:
    if len(line) > 100:
        return 0
    for found in _matches(line):
        return _value(found["number"])
    return 0


def _matches(line: str) -> list[re.Match[str]]:
    return [found for pattern in _HEADS if (found := pattern.match(line))]


def _value(number: str) -> int:
    if number.isascii():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _CHINESE_NUMBERS.get(number, 0)
    return 10 * _CHINESE_NUMBERS.get(tens or "一", 0) + _CHINESE_NUMBERS.get(ones, 0)
