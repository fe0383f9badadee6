"""TrailRow: the append-only, hash-chained record of every action, refusal, reading of a file, reveal and export.

Triggers in the migrations refuse update and delete on both engines.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.access.roles import Role


class Outcome(models.TextChoices):
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    OPENED = "opened", _("opened")


class TrailRow(models.Model):
    """One row of the trail; `seq` has no gaps, `link` chains to the row before, `mac` needs the trail key."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    seat_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=24, choices=[*Role.choices, ("system", _("System"))])
    verb = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    subject_model = models.CharField(max_length=60, blank=True)
    subject_key = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)  # sealed, base64: readers of the trail see it opened
    count = models.IntegerField(default=1)
    changes_hash = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict)
    algorithm = models.CharField(max_length=24)
    key_version = models.PositiveSmallIntegerField()
    previous = models.CharField(max_length=64)
    link = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_model", "subject_key", "seq"], name="trail_subject"),
            models.Index(fields=["user_id", "seq"], name="trail_user"),
            models.Index(fields=["verb", "seq"], name="trail_verb"),
        ]
        ordering = ["-seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"
