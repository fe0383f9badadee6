"""The addresses of this room; a form and its verb share one address."""

from django.urls import path

from xiangban.network.views import agencies, agency_verbs, calendar, coverage, place_verbs, places

app_name = "network"

urlpatterns = [
    path("", places.overview, name="overview"),
    path("places/<int:code>/", places.place, name="place"),
    path("places/<int:code>/rename/", place_verbs.rename_place, name="rename_place"),
    path("places/<int:code>/merge/", place_verbs.merge_places, name="merge_places"),
    path("places/<int:code>/split/", place_verbs.split_place, name="split_place"),
    path("places/<int:code>/agencies/open/", agency_verbs.open_agency, name="open_agency"),
    path("agencies/", agencies.agency_list, name="agency_list"),
    path("agencies/contacts/", agencies.contact_sheet, name="contact_sheet"),
    path("agencies/<int:pk>/", agencies.agency, name="agency"),
    path("agencies/<int:pk>/rename/", agency_verbs.rename_agency, name="rename_agency"),
    path("agencies/<int:pk>/close/", agency_verbs.close_agency, name="close_agency"),
    path("agencies/<int:pk>/staff/", agency_verbs.staff_agency, name="staff_agency"),
    path("agencies/<int:pk>/staff/end/", agency_verbs.end_staffing, name="end_staffing"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/edit/", calendar.edit_calendar, name="edit_calendar"),
]
