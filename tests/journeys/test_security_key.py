"""A person registers a security key, and from then on nobody signs in without it.

The key is Chromium's virtual one: it is asked, and answers, as one in the hand would.
"""

import base64
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import PASSWORD_OF_NEWCOMERS, arrive, follow, open_account, press

pytestmark = pytest.mark.browser

PERSON = "pangshuzhen"
IN_THE_HAND = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
SECOND_FACTOR = re.compile(r"/account/2fa/authenticate/")


def test_a_registered_key_opens_the_door_and_a_forged_one_does_not(site: Site, open_as: OpenAs) -> None:
    link = open_account(open_as("hewei"), PERSON, "庞淑珍")
    page = arrive(site, link, PERSON).new_page()
    hand = page.context.new_cdp_session(page)
    hand.send("WebAuthn.enable")
    key = plug_in(hand)
    register_key(page)

    sign_out(page)
    sign_in_with_key(page)
    expect(page).not_to_have_url(SECOND_FACTOR)
    expect(page.get_by_role("button", name="退出登录")).to_be_attached()

    sign_out(page)
    forge(hand, key)
    sign_in_with_key(page)
    expect(page).to_have_url(SECOND_FACTOR)
    expect(page.get_by_role("alert")).to_contain_text("未接受该安全密钥")
    page.goto("/")
    expect(page).to_have_url(SECOND_FACTOR)


def plug_in(hand: CDPSession) -> str:
    """An empty virtual key in the reader; its name."""
    return str(hand.send("WebAuthn.addVirtualAuthenticator", {"options": IN_THE_HAND})["authenticatorId"])


def forge(hand: CDPSession, key: str) -> None:
    """Put another key in its place that claims to be the registered one, without its secret."""
    credential: dict[str, Any] = hand.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"][0]
    hand.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})
    another = ec.generate_private_key(ec.SECP256R1())
    secret = another.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    claimed = {**credential, "privateKey": base64.b64encode(secret).decode()}
    hand.send("WebAuthn.addCredential", {"authenticatorId": plug_in(hand), "credential": claimed})


def register_key(page: Page) -> None:
    page.goto("/account/2fa/webauthn/")
    follow(page, "添加安全密钥")
    # Who adds a key says the password once more.
    page.fill("#id_password", PASSWORD_OF_NEWCOMERS)
    press(page, "确认")
    page.fill("#id_name", "值班室的密钥")
    page.click("#mfa_webauthn_add")
    expect(page.locator("main")).to_contain_text("恢复码")


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    press(page, "退出登录")


def sign_in_with_key(page: Page) -> None:
    """The password alone leads to the question for the key."""
    page.goto("/account/login/")
    page.fill("#id_login", PERSON)
    page.fill("#id_password", PASSWORD_OF_NEWCOMERS)
    page.locator("main form .btn-primary").click()
    expect(page).to_have_url(SECOND_FACTOR)
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_load_state("networkidle")
