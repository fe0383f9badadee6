"""The gate, as Django knows it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "xiangban.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
