"""Forms of accounts and of the first password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from xiangban.access.models import User

user_name = RegexValidator(
    r"^[a-z0-9._-]{3,40}$", _("write 3 to 40 small letters, digits, dots, dashes or underlines.")
)


class OpenAccountForm(forms.Form):
    username = forms.CharField(
        label=_("User name"), max_length=40, validators=[user_name], help_text=_("For signing in; it stays for good.")
    )
    display_name = forms.CharField(label=_("Name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)


class FirstPasswordForm(forms.Form):
    """A password written twice, by the rules of the settings."""

    password = forms.CharField(label=_("New password"), strip=False, widget=forms.PasswordInput)
    again = forms.CharField(label=_("The same password again"), strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: Any, user: User, **named: Any) -> None:
        super().__init__(*args, **named)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "new-password"

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned["password"] != cleaned.get("again"):
            raise ValidationError({"again": _("The two passwords differ: write both again.")})
        return cleaned
