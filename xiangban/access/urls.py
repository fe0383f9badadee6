"""Addresses of seats, posts, accounts, the trail, attachments, jobs and exports."""

from django.urls import path

from xiangban.access.views import seats, users

app_name = "access"

urlpatterns = [
    path("seats/choose/", seats.choose_seat, name="choose_seat"),
    path("seats/<int:pk>/end/", seats.end_seat, name="end_seat"),
    path("seats/<int:pk>/hand-over/", seats.hand_over, name="hand_over"),
    path("posts/", seats.post_list, name="post_list"),
    path("posts/open/", seats.open_post, name="open_post"),
    path("posts/<int:pk>/", seats.post, name="post"),
    path("posts/<int:pk>/close/", seats.close_post, name="close_post"),
    path("posts/<int:pk>/begin/", seats.begin_seat, name="begin_seat"),
    path("users/", users.user_list, name="user_list"),
    path("users/open/", users.open_account, name="open_account"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/renew-link/", users.renew_link, name="renew_link"),
    path("users/<int:pk>/disable/", users.disable, name="disable"),
    path("users/<int:pk>/enable/", users.enable, name="enable"),
    path("welcome/<str:token>/", users.welcome, name="welcome"),
]
