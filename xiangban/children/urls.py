"""Addresses of the verbs on children; list, search and file are in childfile/."""

from django.urls import path

from xiangban.children.views import attachments, document, facts, given, handovers, looks, merging, moves, photo

app_name = "children"

urlpatterns = [
    path("found/", facts.found, name="found"),
    path("claim/", handovers.claim, name="claim"),
    path("break_glass/", looks.break_glass, name="break_glass"),
    path("break_glass/looks/", looks.break_glass_list, name="break_glass_list"),
    path("break_glass/<int:pk>/review/", looks.review_break_glass, name="review_break_glass"),
    path("handovers/<int:pk>/receive/", handovers.receive_handover, name="receive_handover"),
    path("handovers/<int:pk>/decline/", handovers.decline_handover, name="decline_handover"),
    path("<int:pk>/amend/", facts.amend, name="amend"),
    path("<int:pk>/record_schooling/", facts.record_schooling, name="record_schooling"),
    path("<int:pk>/submit/", moves.submit, name="submit"),
    path("<int:pk>/review/", moves.review, name="review"),
    path("<int:pk>/register/", moves.register, name="register"),
    path("<int:pk>/return/", moves.return_child, name="return"),
    path("<int:pk>/propose_exit/", moves.propose_exit, name="propose_exit"),
    path("<int:pk>/exit/", moves.exit_child, name="exit"),
    path("<int:pk>/refuse_exit/", moves.refuse_exit, name="refuse_exit"),
    path("<int:pk>/restore/", moves.restore, name="restore"),
    path("<int:pk>/propose_handover/", handovers.propose_handover, name="propose_handover"),
    path("<int:pk>/propose_merge/", merging.propose_merge, name="propose_merge"),
    path("<int:pk>/reveal/<str:field>/", looks.reveal, name="reveal"),
    path("<int:pk>/open_with_reason/", looks.open_with_reason, name="open_with_reason"),
    path("<int:pk>/assign/", given.assign, name="assign"),
    path("<int:pk>/unassign/<int:post>/", given.unassign, name="unassign"),
    path("<int:pk>/invite_parent/", given.invite_parent, name="invite_parent"),
    path("<int:pk>/withdraw_parent/<int:post>/", given.withdraw_parent, name="withdraw_parent"),
    path("<int:pk>/print/", document.print_form, name="print"),
    path("<int:pk>/set_photo/", photo.set_photo, name="set_photo"),
    path("<int:pk>/attachments/add/", attachments.add, name="add_attachment"),
    path("attachments/<int:pk>/withdraw/", attachments.withdraw, name="withdraw_attachment"),
]
