"""The product's settings with one more route; nothing is switched off."""

from xiangban.config.settings import *  # noqa: F403  the product's settings are what is measured

ROOT_URLCONF = "bench.urls"
