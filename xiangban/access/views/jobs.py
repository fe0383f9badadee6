"""Pages of jobs: one's own, or all for the system administrator."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from xiangban.access import jobs
from xiangban.access.kinds import UnknownKind, job_kind
from xiangban.access.models import Job, JobState
from xiangban.access.pages import SignedInRequest, page
from xiangban.access.paging import page_of
from xiangban.access.viewer import Viewer
from xiangban.web.badges import Badge, Tone
from xiangban.web.parts import page_or_part

TONES = {
    JobState.WAITING: Tone.PLAIN,
    JobState.RUNNING: Tone.NOTICE,
    JobState.DONE: Tone.GOOD,
    JobState.FAILED: Tone.DANGER,
    JobState.STOPPED: Tone.WARNING,
}


def jobs_in_sight(viewer: Viewer) -> QuerySet[Job]:
    """One's own jobs; the system administrator sees all."""
    return Job.objects.all() if viewer.may("jobs.see_all") else Job.objects.filter(started_by=viewer.user_id)


@require_GET
@page("jobs.see")
def job_list(request: SignedInRequest) -> HttpResponse:
    shown = page_of(jobs_in_sight(request.viewer).select_related("started_by"), ("-pk",), request.GET)
    rows = [(job, label_of(job), badge_of(job)) for job in shown.rows]
    return render(request, "access/job_list.html", {"page": shown, "rows": rows})


@require_GET
@page("jobs.see")
def job(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_in_sight(request.viewer), pk=pk)
    runs = job.state in (JobState.WAITING, JobState.RUNNING)
    context = {"job": job, "label": label_of(job), "badge": badge_of(job), "runs": runs}
    return page_or_part(request, "access/job.html", "job-state", context)


@require_POST
@page("jobs.stop")
def stop_job(request: SignedInRequest, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_in_sight(request.viewer), pk=pk)
    jobs.stop_job(job, request.viewer)
    return redirect("access:job", pk)


def label_of(job: Job) -> str:
    """What the kind of work is called; a kind of a room that is gone keeps its code."""
    try:
        return str(job_kind(job.kind).label)
    except UnknownKind:
        return job.kind


def badge_of(job: Job) -> Badge:
    return Badge(JobState(job.state).label, TONES[JobState(job.state)])
