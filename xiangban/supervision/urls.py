"""The addresses of this room."""

from django.urls import path

from xiangban.supervision.views import inspections, orders, steps, suggestions

app_name = "supervision"

urlpatterns = [
    path("", orders.order_list, name="order_list"),
    path("issue_order/", orders.issue_order, name="issue_order"),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("orders/<int:pk>/paper/", orders.paper, name="paper"),
    path("inspections/", inspections.inspection_list, name="inspection_list"),
    path("inspections/open_inspection/", inspections.open_inspection, name="open_inspection"),
    path("inspections/<int:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<int:pk>/draw_sample/", inspections.draw_sample, name="draw_sample"),
    path("inspections/<int:pk>/sheet/", inspections.sheet, name="sheet"),
    path("inspections/<int:pk>/add_finding/", inspections.add_finding, name="add_finding"),
    path("findings/<int:pk>/", inspections.finding, name="finding"),
    path("lists/", inspections.three_lists, name="three_lists"),
    path("suggestions/", suggestions.suggestion_list, name="suggestion_list"),
    path("suggestions/suggest_accountability/", suggestions.suggest_accountability, name="suggest_accountability"),
    path("suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    *(path(f"{step.folder}/<int:pk>/{step.verb}/", steps.view_of(step), name=step.verb) for step in steps.STEPS),
]
