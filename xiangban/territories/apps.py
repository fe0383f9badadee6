"""The room of places and agencies, as Django knows it."""

from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "xiangban.territories"
    label = "territories"
    default_auto_field = "django.db.models.BigAutoField"
