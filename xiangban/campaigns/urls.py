"""The addresses of this room."""

from django.urls import path

from xiangban.campaigns.views import campaigns, indicators

app_name = "campaigns"

urlpatterns = [
    path("", campaigns.campaign_list, name="campaign_list"),
    path("open/", campaigns.open_one, name="open"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/begin/", campaigns.begin, name="begin"),
    path("<int:pk>/close/", campaigns.close, name="close"),
    path("<int:pk>/progress/", campaigns.progress, name="progress"),
    path("indicators/<int:pk>/", indicators.indicator, name="indicator"),
    path("indicators/<int:pk>/children/", indicators.children, name="children"),
    path("indicators/<int:pk>/add_child/", indicators.add_child, name="add_child"),
    path("indicators/<int:pk>/set_target/", indicators.set_target, name="set_target"),
    path("indicators/<int:pk>/fill/", indicators.fill, name="fill"),
]
