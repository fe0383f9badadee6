"""The addresses of this room."""

from django.urls import path

from xiangban.census.views import (
    columns,
    differences,
    imports,
    lists,
    marked,
    records,
    rounds,
    schools,
    settling,
    submissions,
)

app_name = "census"

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("rounds/open/", rounds.open_round, name="open_round"),
    path("rounds/<int:pk>/", rounds.one_round, name="round"),
    path("rounds/<int:pk>/lock/", rounds.lock_round, name="lock_round"),
    path("rounds/<int:pk>/unlock/", rounds.unlock_round, name="unlock_round"),
    path("rounds/<int:pk>/receive/", imports.receive, name="receive"),
    path("rounds/<int:pk>/reconciliation/", lists.reconciliation, name="reconciliation"),
    path("rounds/<int:pk>/worklist/", lists.worklist, name="worklist"),
    path("rounds/<int:pk>/places/<int:code>/", submissions.place, name="place"),
    path("rounds/<int:pk>/places/<int:code>/submit_place/", submissions.submit_place, name="submit_place"),
    path("rounds/<int:pk>/places/<int:code>/accept_place/", submissions.accept_place, name="accept_place"),
    path("rounds/<int:pk>/places/<int:code>/return_place/", submissions.return_place, name="return_place"),
    path("rounds/<int:pk>/places/<int:code>/reopen_place/", submissions.reopen_place, name="reopen_place"),
    path("rounds/<int:pk>/places/<int:code>/differences/", differences.differences, name="differences"),
    path("rounds/<int:pk>/places/<int:code>/differences/explain/", differences.explain, name="explain"),
    path("imports/<int:pk>/", imports.one_import, name="import"),
    path("imports/<int:pk>/prepare/", imports.prepare, name="prepare"),
    path("imports/<int:pk>/commit/", imports.commit, name="commit"),
    path("imports/<int:pk>/acknowledge/", imports.acknowledge, name="acknowledge"),
    path("imports/<int:pk>/undo/", imports.undo, name="undo"),
    path("imports/<int:pk>/withdraw/", imports.withdraw, name="withdraw"),
    path("imports/<int:pk>/records/", records.records, name="records"),
    path("imports/<int:pk>/schools/", schools.schools, name="schools"),
    path("imports/<int:pk>/name_school/", schools.name_school, name="name_school"),
    path("imports/<int:pk>/waiting/", settling.waiting, name="waiting"),
    path("imports/<int:pk>/waiting/settle/", settling.settle_page, name="waiting_page"),
    path("rosters/<int:pk>/map_columns/", columns.map_columns, name="map_columns"),
    path("rosters/<int:pk>/mark/", marked.mark, name="mark"),
    path("rosters/<int:pk>/fetch/", marked.fetch, name="fetch"),
    path("records/<int:pk>/", records.record, name="record"),
    path("records/<int:pk>/settle/", records.settle_record, name="settle_record"),
    path("matches/<int:pk>/settle/", settling.settle_match, name="settle_match"),
    path("school_namings/<int:pk>/unname_school/", schools.unname_school, name="unname_school"),
    path("settlements/<int:pk>/unsettle/", settling.unsettle, name="unsettle"),
]
