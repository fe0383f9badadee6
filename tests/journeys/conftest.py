"""What the journeys share: one served city for all, and browsers of its people."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.site import Site, served

OpenAs = Callable[..., Page]


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The small city, served once for all journeys: what one journey changes the next one finds."""
    home = tmp_path_factory.mktemp("city")
    with served(home) as url:
        yield Site(url, home, browser)


@pytest.fixture
def open_as(site: Site) -> Iterator[OpenAs]:
    """Opens a page as somebody of the demo, by user name; `phone`, `script` and `language` as Site.open_as has them."""
    opened: list[BrowserContext] = []

    def open_page(username: str, **how: object) -> Page:
        opened.append(site.open_as(username, **how))  # type: ignore[arg-type]  # told by name, as given
        return opened[-1].new_page()

    yield open_page
    for context in opened:
        context.close()
