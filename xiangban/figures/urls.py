"""The addresses of this room."""

from django.urls import path

from xiangban.figures.views import received, snapshots, summary

app_name = "figures"

urlpatterns = [
    path("summary/", summary.summary, name="summary"),
    path("summary/<int:code>/freeze/", summary.freeze, name="freeze"),
    path("snapshots/", snapshots.snapshots, name="snapshots"),
    path("snapshots/<int:pk>/", snapshots.snapshot, name="snapshot"),
    path("snapshots/<int:pk>/children/", snapshots.behind, name="behind"),
    path("snapshots/<int:pk>/fetch/", snapshots.fetch, name="fetch"),
    path("received/", received.received_list, name="received_list"),
    path("received/receive/", received.receive, name="receive"),
    path("received/<int:pk>/", received.received, name="received"),
]
