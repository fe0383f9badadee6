"""Attachment, Job and Export: things rooms above own and this room keeps safe.

An attachment and an export are seen through what they belong to; a job by who started it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from xiangban.access.models.people import Post, User
from xiangban.lib.moves import Moves


class Attachment(models.Model):
    """An upload: encrypted in the attachments folder, known by its hash, seen through its owner."""

    owner_model = models.CharField(max_length=60)
    owner_key = models.CharField(max_length=40)
    name = models.CharField(_("file name"), max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=64, unique=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="attachments")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner_model", "owner_key"], name="attachment_owner")]

    def __str__(self) -> str:
        return self.name


class JobState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("finished")
    FAILED = "failed", _("failed")
    STOPPED = "stopped", _("stopped")


JOB_MOVES = Moves[JobState](
    ("start", [JobState.WAITING], JobState.RUNNING),
    ("take_up", [JobState.RUNNING], JobState.WAITING),
    ("finish", [JobState.RUNNING], JobState.DONE),
    ("fail", [JobState.WAITING, JobState.RUNNING], JobState.FAILED),
    ("stop", [JobState.WAITING, JobState.RUNNING], JobState.STOPPED),
)


class Job(models.Model):
    """Background work: who started it, how far it is, what came of it; ids only, never a child's data."""

    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="jobs")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="jobs")
    queued_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    result = models.JSONField(default=dict)
    worker = models.CharField(max_length=120, blank=True)  # host, process and its start: who is alive can be asked
    stop_asked = models.BooleanField(default=False)
    taken_up = models.BooleanField(default=False)  # begun again since its worker died; a second death fails it

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state")]
        indexes = [
            models.Index(fields=["post", "-queued_at"], name="job_post"),
            models.Index(fields=["state", "began_at"], name="job_running"),
        ]
        ordering = ["-queued_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ExportState(models.TextChoices):
    REQUESTED = "requested", _("waiting for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    READY = "ready", _("ready to fetch")
    FAILED = "failed", _("not made")
    EXPIRED = "expired", _("expired")


EXPORT_MOVES = Moves[ExportState](
    ("approve", [ExportState.REQUESTED], ExportState.APPROVED),
    ("refuse", [ExportState.REQUESTED], ExportState.REFUSED),
    ("make_ready", [ExportState.APPROVED], ExportState.READY),
    ("fail", [ExportState.APPROVED], ExportState.FAILED),
    ("expire", [ExportState.REQUESTED, ExportState.APPROVED, ExportState.READY], ExportState.EXPIRED),
)


class Export(models.Model):
    """A list that leaves the house: asked for with a reason, approved, watermarked, fetched until it expires."""

    kind = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    reason = models.TextField()  # sealed, base64
    row_count = models.IntegerField()
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.REQUESTED)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="exports")
    requested_post = models.ForeignKey(Post, models.PROTECT, related_name="exports")
    requested_seat_id = models.BigIntegerField()
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="decided_exports")
    decided_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    message = models.CharField(max_length=200, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="exports")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="exports")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ExportState.values), name="export_state"),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(attachment__isnull=False), name="ready_export_has_a_file"
            ),
        ]
        ordering = ["-requested_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def place_code(self) -> int:
        return self.requested_post.place_code
