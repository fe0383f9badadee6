"""A rule about passwords that Django does not bring; which rules hold is said in the settings."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST = 5


class DifferentSigns:
    """Refuses a password of almost one sign repeated: long, and guessed at once."""

    def validate(self, password: str, _user: object = None) -> None:
        """Raise ValidationError when fewer different signs than FEWEST are in it."""
        if len(set(password)) < FEWEST:
            raise ValidationError(self.get_help_text(), code="password_few_signs")

    def get_help_text(self) -> str:
        return _("The password needs at least {number} different signs.").format(number=FEWEST)
