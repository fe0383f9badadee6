"""The one address of this room: choosing a language.

Error pages have no address; the root URL table names their handlers.
"""

from django.urls import path
from django.views.i18n import set_language

app_name = "web"

urlpatterns = [
    path("language/", set_language, name="set_language"),
]
