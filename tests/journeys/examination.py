"""What a browser says of a page: breaches of the content policy, complaints, width on a phone, accessibility.

Accessibility is asked of axe-core, which the site itself neither holds nor serves.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page

from tests.journeys.site import DESKTOP, PHONE

VENDOR = Path(__file__).parent / "vendor"
AXE = (VENDOR / "axe" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
# The policy forbids a script element, so what listens is put in by the browser's own door.
LISTEN = """
window.breaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
ASK_AXE = """async () => {
  const said = await axe.run(document, { resultTypes: ["violations"] });
  return said.violations.map(({ id, impact, nodes }) =>
    ({ id, impact, where: nodes.map((node) => node.html).slice(0, 3) }));
}"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""


class Examiner:
    """One page of a browser that keeps what it complains about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._complaints: list[str] = []
        page.add_init_script(LISTEN)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self._complaints.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._complaints.append(message.text)

    def examine(self, address: str, *, phone_too: bool = False) -> list[str]:
        """Every fault of one page; accessibility on a phone is asked where `phone_too`."""
        return list(self._faults(address, phone_too))

    def _faults(self, address: str, phone_too: bool) -> Iterator[str]:
        self._complaints.clear()
        self.page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # a plain dictionary is one
        answer = self.page.goto(address)
        if answer is None or answer.status != 200:
            yield f"answers {answer.status if answer else 'nothing'}"
        yield from self.breaches()
        yield from self.barriers()
        self.page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dictionary is one
        yield from self.overflow()
        if phone_too:
            yield from (f"on a phone {fault}" for fault in self.barriers())

    def breaches(self) -> list[str]:
        """Breaches of the content policy and complaints of the console since the page was opened."""
        found: list[str] = self.page.evaluate("window.breaches")
        return [f"breaks the policy: {one}" for one in found] + [f"complains: {one}" for one in self._complaints]

    def barriers(self) -> list[str]:
        """Serious and critical findings of axe-core."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate(ASK_AXE)
        return [f"has a barrier: {one['id']} {one['where']}" for one in found if one["impact"] in GRAVE]

    def overflow(self) -> list[str]:
        """What reaches beyond the width of a phone."""
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width <= PHONE["width"]:
            return []
        return [f"is {width} wide on a phone: {self.page.evaluate(TOO_WIDE)}"]
