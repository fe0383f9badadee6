"""The side channels: every answer a seat can get, with and without one foreign child in the database.

Lists, counts, search, errors, exports and desks must not differ by a letter, and nowhere does the child appear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.gate.cast import FAR_VILLAGE, FOREIGN_VILLAGE, SEATS, VILLAGE, holds
from tests.gate.cells import url_table
from tests.gate.grants import GRANTED
from tests.gate.routes import ROUTES
from tests.gate.stage import Stage, address_of, text_of, undone
from xiangban.access.viewer import system_viewer
from xiangban.children.bulk import Founding, write_foundings
from xiangban.children.facts import FactValue
from xiangban.children.family import Relative
from xiangban.children.models import Child, Source

NAME, PHONE, NUMBER = "㒀㒂㒄", "19912349876", "990101201203150015"
WORDS = (NAME[0], NAME[1], NAME[2], PHONE, NUMBER[-6:], "ZQPLANTED")
# Numbers that say nothing of a child: tokens of forms, keys of rows, moments, versions of style sheets.
NOISE = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|\d\d:\d\d(:\d\d)?|hx-headers="[^"]*"')


@dataclass(frozen=True)
class Question:
    """Something a seat asks: a page, a search, a form with somebody else's number in it."""

    method: str
    address: str
    data: tuple[tuple[str, str], ...] = ()


def plant(stage: Stage, village: int) -> Child:
    """Found a child with a name, number, phone and facts that nobody else in the house has."""
    source = Source.objects.latest("pk")
    facts: dict[str, FactValue] = {
        "name": NAME,
        "id_number": NUMBER,
        "phone": PHONE,
        "hukou_kind": "rural",
        "care_reason": "both_away",
        "living_code": village,
        "lives_alone": "1",
        "guardianship_kind": "nobody",
        "class_name": "ZQPLANTEDCLASS",
        "other_situations": "ZQPLANTEDCARE",
    }
    kin = Relative("grandfather", {"name": "ZQPLANTEDKIN", "phone": PHONE}, carer=True)
    founding = Founding(village, facts, source.pk, family=[kin], moves=("submit", "review", "register"))
    # Without its row in the trail, which an auditor may read.
    written = write_foundings([founding], system_viewer("planting"))
    return Child.objects.get(pk=written.children[0])


def foreign_village(seat: str) -> int:
    """A village in which this seat neither sees nor counts: another county, for the city's seats another city."""
    return next(place for place in (FOREIGN_VILLAGE, FAR_VILLAGE, VILLAGE) if not holds(SEATS[seat], place))


def searches() -> Iterator[str]:
    """What somebody would type who looks for the planted child, and what finds nothing."""
    yield from (NAME, NAME[:2], NAME[1:], NAME[0], NUMBER, NUMBER[-6:], PHONE, "ZQPLANTED")
    yield from ("石门村", "上湾村", "zz", "")


def questions(stage: Stage) -> list[Question]:
    """Every page without an object, the search in all its ways, filters, forms that name the child, places' pages."""
    table = url_table()
    asked = [Question("get", address_of(name)) for name, row in ROUTES.items() if row.get and not table[name]]
    search, whole_list = address_of("childfile:search"), address_of("childfile:list")
    asked += [Question("post", search, (("q", text),)) for text in searches()]
    filters = {"attention": "alert", "state": "every", "age": "14-15", "place": f"5-{FOREIGN_VILLAGE}"}
    asked += [Question("get", whole_list, (one,)) for one in filters.items()]
    asked += [Question("get", address_of("network:place", code=code)) for code in (FOREIGN_VILLAGE, FAR_VILLAGE)]
    asked += [Question("get", address_of("desk:handover_sheet", post=seat.post_id)) for seat in stage.seats.values()]
    asked.append(Question("get", address_of("access:request_export", kind="children")))
    half_right = (("place", str(VILLAGE)), ("name", NAME), ("id_number", "1"))
    asked.append(Question("post", address_of("children:claim"), half_right))
    asked.append(Question("post", address_of("children:found"), (("name", ""), ("phone", "1"))))
    return asked


def answers(stage: Stage, seat: str, asked: list[Question]) -> dict[Question, str]:
    """What the seat is told, without what differs from one answer to the next anyway."""
    found = {}
    for question in asked:
        response = stage.ask(seat, question.method, question.address, dict(question.data))
        found[question] = f"{response.status_code}\n" + NOISE.sub("", text_of(response))
    return found


def differences(stage: Stage, seat: str) -> Iterator[str]:
    """Where an answer to this seat changes because a child it neither sees nor counts exists."""
    asked = questions(stage)
    before = answers(stage, seat, asked)
    with undone():
        child = plant(stage, foreign_village(seat))
        after = answers(stage, seat, asked)
        for question in asked:
            typed = " ".join(value for _name, value in question.data)
            shown = [word for word in WORDS if word in after[question] and word not in typed]
            if before[question] != after[question]:
                yield f"{question.method} {question.address} {typed} as {seat}: the answer changed"
            elif shown:
                yield f"{question.address} as {seat}: shows {shown[0]}"
        for name, row in ROUTES.items():
            if list(row.names.values())[:1] == ["child"] and len(row.names) == 1:
                yield from _differs_from_nobody(stage, seat, name, child)


def _differs_from_nobody(stage: Stage, seat: str, route: str, child: Child) -> Iterator[str]:
    """The planted child's addresses answer exactly as those of a child that does not exist."""
    for method in ("get", "post"):
        real = stage.ask(seat, method, address_of(route, pk=child.pk))
        none = stage.ask(seat, method, address_of(route, pk=child.pk + 1000))
        told = [NOISE.sub("", text_of(answer)).replace(str(child.pk + 1000), str(child.pk)) for answer in (real, none)]
        if (real.status_code, told[0]) != (none.status_code, told[1]):
            yield f"{method} {route} as {seat}: a foreign child is told from none"


def exported_words(stage: Stage, seat: str) -> str:
    """The whole list this seat would export, as text."""
    kind = "children"
    if SEATS[seat].role not in GRANTED["exports.request"]:
        return ""
    rows = stage.rows_of_export(kind, seat)
    return "\n".join(",".join(map(str, row)) for row in rows)
