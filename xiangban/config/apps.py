"""Tells Django of the roof, so that its commands are found."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "xiangban.config"
    label = "config"
