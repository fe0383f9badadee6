"""Addresses of the list, the search and the file.

The verbs below a child's address are in children/.
"""

from django.urls import path

from xiangban.childfile.views import file, lists

app_name = "childfile"

urlpatterns = [
    path("children/", lists.child_list, name="list"),
    path("children/search/", lists.search, name="search"),
    path("children/<int:pk>/", file.child_file, name="file"),
    path("children/<int:pk>/looks/", file.opened_by, name="opened_by"),
]
