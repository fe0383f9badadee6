"""Tests of this room see its pages without the rooms above: no menu, seat or installation of theirs."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from xiangban.web.tests import gallery_settings


@pytest.fixture(autouse=True)
def without_rooms_above() -> Iterator[None]:
    with override_settings(TEMPLATES=gallery_settings.TEMPLATES, ALL_IS_INVENTED=gallery_settings.ALL_IS_INVENTED):
        yield
