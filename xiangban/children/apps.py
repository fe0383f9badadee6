"""The room of children, as Django knows it."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "xiangban.children"
    label = "children"
    default_auto_field = "django.db.models.BigAutoField"
