"""Addresses of seats, posts, accounts, the trail, attachments, jobs and exports."""

from django.urls import path

from xiangban.access.views import attachments, exports, jobs, seats, trail, users

app_name = "access"

urlpatterns = [
    path("seats/choose/", seats.choose_seat, name="choose_seat"),
    path("seats/<int:pk>/end/", seats.end_seat, name="end_seat"),
    path("seats/<int:pk>/hand-over/", seats.hand_over, name="hand_over"),
    path("jobs/", jobs.job_list, name="job_list"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/stop/", jobs.stop_job, name="stop_job"),
    path("attachments/<int:pk>/", attachments.attachment, name="attachment"),
    path("attachments/<int:pk>/open/", attachments.open_attachment, name="open_attachment"),
    path("exports/", exports.export_list, name="export_list"),
    path("exports/<int:pk>/", exports.export, name="export"),
    path("exports/request/<slug:kind>/", exports.request_export, name="request_export"),
    path("exports/<int:pk>/approve/", exports.approve_export, name="approve_export"),
    path("exports/<int:pk>/refuse/", exports.refuse_export, name="refuse_export"),
    path("exports/<int:pk>/fetch/", exports.fetch_export, name="fetch_export"),
    path("posts/", seats.post_list, name="post_list"),
    path("posts/open/", seats.open_post, name="open_post"),
    path("posts/<int:pk>/", seats.post, name="post"),
    path("posts/<int:pk>/close/", seats.close_post, name="close_post"),
    path("posts/<int:pk>/begin/", seats.begin_seat, name="begin_seat"),
    path("trail/", trail.trail, name="trail"),
    path("trail/write-anchor/", trail.write_anchor, name="write_anchor"),
    path("trail/verify/", trail.verify_trail, name="verify_trail"),
    path("users/", users.user_list, name="user_list"),
    path("users/open/", users.open_account, name="open_account"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/renew-link/", users.renew_link, name="renew_link"),
    path("users/<int:pk>/confirm-link/", users.confirm_link, name="confirm_link"),
    path("users/<int:pk>/disable/", users.disable, name="disable"),
    path("users/<int:pk>/enable/", users.enable, name="enable"),
    path("welcome/<str:token>/", users.welcome, name="welcome"),
]
