"""Tells Django of this room.

The menu is filled by the rooms above, each in its own `ready`.
"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "xiangban.web"
    label = "web"
