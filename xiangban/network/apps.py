"""The room of the service network, as Django knows it."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "xiangban.network"
    label = "network"
    default_auto_field = "django.db.models.BigAutoField"
