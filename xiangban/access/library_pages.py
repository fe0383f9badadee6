"""Which pages of libraries (allauth) are reachable, and by whom; a library page not named here does not exist.

Our own views carry their rule themselves, see pages.py.
"""

LIBRARY_PAGES: dict[str, str] = {
    "account_login": "open",
    "account_logout": "open",
    "account_inactive": "open",
    "account_reauthenticate": "signed_in",
    "account_change_password": "signed_in",
    "mfa_authenticate": "open",
    "mfa_reauthenticate": "signed_in",
    "mfa_reauthenticate_webauthn": "signed_in",
    "mfa_index": "signed_in",
    "mfa_activate_totp": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
    "mfa_list_webauthn": "signed_in",
    "mfa_add_webauthn": "signed_in",
    "mfa_edit_webauthn": "signed_in",
    "mfa_remove_webauthn": "signed_in",
    "usersessions_list": "signed_in",
    "web:set_language": "open",
}
