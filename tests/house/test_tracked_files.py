"""What the checkout holds tells of the product only: no registry's address, no path of the machine it was built on.

Packages are pinned by version and hash, never by address.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import CHECKOUT, expect_none, read, tracked_files

# Written so that this file does not match its own patterns.
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|yarnpkg|crates|anaconda)\.(?:org|com|io)|index-url\s*[=:]?\s*http")
MACHINE = re.compile(r"(?<![\w.~-])/(?:home|Users|root|work|workspace|mnt)/[\w.-]+")
WORD = re.compile(r"[a-z]+")
# Words of how something is built, not of what it is; as digests, so that this file does not say them either.
FOREIGN = {
    "94a168d2da574b00",
    "d298391b07433318",
    "c70eca6b0f88f44d",
    "c857d09db23e6822",
    "60965168ce762e94",
    "7d3194f79e645c42",
    "3ea125d0bff386e6",
    "487b91042c7cf27a",
    "de2187af3fb01170",
    "053ea4804ef1bb33",
}
FORBIDDEN = {"uv.lock", "pylock.toml", ".python-version", "package-lock.json", "poetry.lock"}
PINNED = re.compile(r"^[A-Za-z0-9._-]+(?:\[[a-z0-9,_-]+\])?==\S+(?: ; .+)?$")
TEXT = (".py", ".md", ".toml", ".in", ".lock", ".txt", ".html", ".css", ".js", ".json", ".po", ".svg", ".yml", ".run")


def test_no_file_names_a_registry_a_machine_or_how_it_was_built() -> None:
    texts = [name for name in tracked_files() if name.endswith(TEXT) or "." not in Path(name).name]
    expect_none(f"{name}: {word}" for name in texts for word in foreign_words(read(name)))


def test_no_lock_of_another_tool_and_no_pinned_interpreter_is_held() -> None:
    expect_none(name for name in tracked_files() if Path(name).name in FORBIDDEN)


def test_every_package_is_pinned_with_its_hashes_and_without_an_address() -> None:
    locks = sorted((CHECKOUT / "requirements").glob("*.lock"))
    assert {lock.name for lock in locks} == {"product.lock", "dev.lock"}
    expect_none(f"{lock.name}: {fault}" for lock in locks for fault in faults_of_lock(lock.read_text("utf-8")))


def foreign_words(text: str) -> Iterator[str]:
    """Every address, path or word that has no place in the product."""
    for pattern in (REGISTRY, MACHINE):
        yield from (found[0] for found in pattern.finditer(text))
    yield from (word for word in set(WORD.findall(text.lower())) if digest(word) in FOREIGN)


def digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()[:16]


def faults_of_lock(text: str) -> Iterator[str]:
    """Lines of a lock that name an address, and packages without a version or a hash."""
    yield from (line for line in text.splitlines() if "://" in line)
    for entry in text.replace("\\\n", " ").splitlines():
        package, *hashes = [part.strip() for part in entry.split("--hash=")]
        if package and not package.startswith("#") and not (PINNED.match(package) and hashes):
            yield package


def test_an_address_a_path_and_a_package_without_hash_are_seen() -> None:
    assert list(foreign_words("https://py" + "pi.org/simple")) != []
    assert list(foreign_words("see /ho" + "me/somebody/x")) != []
    assert list(foreign_words("see ~/x, /usr/bin/chromium and https://example.org/homes/x")) == []
    assert list(faults_of_lock("django==5.2.1 \\\n    --hash=sha256:ab\n")) == []
    assert list(faults_of_lock("django==5.2.1\n")) == ["django==5.2.1"]
    assert list(faults_of_lock("django @ https://host/x --hash=sha256:ab\n")) != []
