"""What is sealed opens only for its own place, and what is indexed is found without being opened."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from hypothesis import given
from hypothesis import strategies as st

from xiangban.lib.ciphers import (
    DIGEST_ALGORITHMS,
    SEAL_ALGORITHMS,
    BlindIndex,
    Cipher,
    SealAlgorithm,
    Unsealable,
)
from xiangban.lib.keyring import Keyring

PLACE = "children.Child.id_number"
NUMBER = "990101201503120026"


@pytest.fixture(scope="module")
def keyring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return Keyring.create(tmp_path_factory.mktemp("keys"))


def reason_of(cipher: Cipher, blob: bytes, context: str = PLACE) -> str:
    with pytest.raises(Unsealable) as refusal:
        cipher.open(blob, context)
    return refusal.value.reason


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_went_in(keyring: Keyring, text: str) -> None:
    cipher = Cipher(keyring)
    assert cipher.open(cipher.seal(text, PLACE), PLACE) == text


def test_the_same_text_never_looks_the_same_twice(keyring: Keyring) -> None:
    cipher = Cipher(keyring)
    assert len({cipher.seal(NUMBER, PLACE) for _ in range(50)}) == 50


def test_a_sealed_value_shows_nothing_of_the_text(keyring: Keyring) -> None:
    assert b"2015" not in Cipher(keyring).seal(NUMBER, PLACE)


def test_a_value_moved_to_another_column_does_not_open(keyring: Keyring) -> None:
    cipher = Cipher(keyring)
    assert reason_of(cipher, cipher.seal(NUMBER, PLACE), "children.Guardian.id_number") == "altered"


@given(position=st.integers(min_value=0), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_is_noticed(keyring: Keyring, position: int, bit: int) -> None:
    cipher = Cipher(keyring)
    blob = bytearray(cipher.seal(NUMBER, PLACE))
    blob[position % len(blob)] ^= 1 << bit
    assert reason_of(cipher, bytes(blob)) in {"altered", "unknown_algorithm", "unknown_version"}


@given(blob=st.binary(max_size=80))
def test_bytes_that_were_never_sealed_are_refused(keyring: Keyring, blob: bytes) -> None:
    assert reason_of(Cipher(keyring), blob)


def test_the_refusal_says_where_and_not_what(keyring: Keyring) -> None:
    with pytest.raises(Unsealable) as refusal:
        Cipher(keyring).open(b"\x01", PLACE)
    assert (refusal.value.reason, refusal.value.context) == ("too_short", PLACE)


def test_values_of_an_older_key_open_after_a_rotation(tmp_path: Path) -> None:
    ring = Keyring.create(tmp_path)
    cipher = Cipher(ring)
    old = cipher.seal(NUMBER, PLACE)
    ring.add_version("data")
    assert cipher.open(old, PLACE) == NUMBER
    assert not cipher.is_current(old)
    assert cipher.is_current(cipher.seal(NUMBER, PLACE))


def test_another_installation_cannot_open_it(tmp_path: Path, keyring: Keyring) -> None:
    assert reason_of(Cipher(Keyring.create(tmp_path)), Cipher(keyring).seal(NUMBER, PLACE)) == "altered"


def test_the_index_is_the_same_for_the_same_number_and_place_only(keyring: Keyring) -> None:
    index = BlindIndex(keyring)
    assert index.of(NUMBER, PLACE) == index.of(NUMBER, PLACE)
    assert index.of(NUMBER, PLACE) != index.of(NUMBER, "children.Guardian.id_number")
    assert index.of(NUMBER, PLACE) != index.of(NUMBER[:-1] + "X", PLACE)
    assert index.of("c", "ab") != index.of("bc", "a")
    assert len(index.of(NUMBER, PLACE)) == 17


def test_a_number_indexed_before_a_rotation_is_found_after_it(tmp_path: Path) -> None:
    ring = Keyring.create(tmp_path)
    index = BlindIndex(ring)
    old = index.of(NUMBER, PLACE)
    ring.add_version("index")
    assert index.all_versions(NUMBER, PLACE) == (index.of(NUMBER, PLACE), old)
    assert index.of(NUMBER, PLACE)[0] == 2


def _seal_sm4(key: bytes, plain: bytes, nonce: bytes, associated: bytes) -> bytes:
    encryptor = BlockCipher(SM4(key[:16]), GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(associated)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def _open_sm4(key: bytes, sealed: bytes, nonce: bytes, associated: bytes) -> bytes:
    if len(sealed) < 16:
        raise InvalidTag
    decryptor = BlockCipher(SM4(key[:16]), GCM(nonce, sealed[-16:])).decryptor()
    decryptor.authenticate_additional_data(associated)
    return decryptor.update(sealed[:-16]) + decryptor.finalize()


def _hmac_sm3(key: bytes, message: bytes) -> bytes:
    digest = hmac.HMAC(key, hashes.SM3())
    digest.update(message)
    return digest.finalize()


def test_sm4_and_sm3_can_be_added_beside_values_already_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Keyring.create(tmp_path)
    cipher, index = Cipher(ring), BlindIndex(ring)
    sealed_before, indexed_before = cipher.seal(NUMBER, PLACE), index.of(NUMBER, PLACE)
    monkeypatch.setitem(SEAL_ALGORITHMS, "sm4-gcm", SealAlgorithm(2, _seal_sm4, _open_sm4))
    monkeypatch.setitem(DIGEST_ALGORITHMS, "hmac-sm3", _hmac_sm3)
    ring.add_version("data", "sm4-gcm")
    ring.add_version("index", "hmac-sm3")
    sealed_after = cipher.seal(NUMBER, PLACE)
    assert sealed_after[0] == 2
    assert cipher.open(sealed_after, PLACE) == cipher.open(sealed_before, PLACE) == NUMBER
    assert index.all_versions(NUMBER, PLACE)[1] == indexed_before
    with pytest.raises(Unsealable):
        cipher.open(sealed_after, "elsewhere")
