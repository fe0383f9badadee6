"""Browser libraries are copies that we can name: version, licence, checksum, and no call to another host.

How the pages use them is tested in xiangban/web.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

VENDOR = Path(__file__).parents[2] / "xiangban" / "web" / "static" / "vendor"
LIBRARIES: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["libraries"]
LISTED = {entry["file"]: entry["sha256"] for library in LIBRARIES for entry in library["files"]}


def test_every_vendored_file_is_listed_and_nothing_else() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found - {"manifest.json"} == set(LISTED)


def test_every_vendored_file_is_the_one_that_was_listed() -> None:
    real = {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in LISTED}
    assert real == LISTED


def test_every_library_names_version_and_licence_and_carries_its_text() -> None:
    for library in LIBRARIES:
        assert library["name"]
        assert re.fullmatch(r"\d+\.\d+\.\d+", library["version"])
        assert library["licence"] in {"MIT", "0BSD"}
        assert any(entry["file"].endswith("/LICENSE") for entry in library["files"])


def test_htmx_is_the_version_whose_policy_keys_the_base_page_sets() -> None:
    (version,) = (library["version"] for library in LIBRARIES if library["name"] == "htmx")
    assert version == "2.0.11"


def test_no_style_sheet_asks_another_host_or_loads_a_font() -> None:
    for sheet in (*VENDOR.rglob("*.css"), *(VENDOR.parent / "web").rglob("*.css")):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert "@font-face" not in text
        assert not re.search(r"url\(\s*[\"']?(?:https?:|//|data:font|data:application)", text)


def test_no_vendored_file_points_at_a_source_map() -> None:
    for path in VENDOR.rglob("*"):
        if path.suffix in {".css", ".js"}:
            assert "sourceMappingURL" not in path.read_text(encoding="utf-8")
