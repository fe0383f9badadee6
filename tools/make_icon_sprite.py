"""Joins single icon files of the Tabler icon set into the one sprite of the pages.

The list of icons in use stands in the sprite itself: name new ones on the command line and old ones are kept.
"""

import argparse
import hashlib
import re
from pathlib import Path

SPRITE = Path("xiangban/web/static/vendor/tabler-icons/sprite.svg")
MANIFEST = Path("xiangban/web/static/vendor/manifest.json")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'
SYMBOL = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round">{shapes}</symbol>'
)


def symbol(folder: Path, name: str) -> str:
    """One icon as a symbol, without its invisible bounding box."""
    text = (folder / f"{name}.svg").read_text(encoding="utf-8")
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline)\b[^>]*/>", text)
    return SYMBOL.format(name=name, shapes="".join(shape for shape in shapes if 'stroke="none"' not in shape))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="icons/outline of the unpacked @tabler/icons package")
    parser.add_argument("names", nargs="*", help="icons to add")
    options = parser.parse_args()
    before = hashlib.sha256(SPRITE.read_bytes()).hexdigest()
    known = re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text(encoding="utf-8"))
    names = sorted({*known, *options.names})
    lines = [HEAD, *(symbol(options.folder, name) for name in names), "</svg>"]
    SPRITE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    listed = MANIFEST.read_text(encoding="utf-8").replace(before, hashlib.sha256(SPRITE.read_bytes()).hexdigest())
    MANIFEST.write_text(listed, encoding="utf-8")
    print(f"{len(names)} icons, {SPRITE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
