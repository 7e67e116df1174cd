"""The portal's settings, with one address more: a view that returns nothing."""

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
# It asks more often than people do.
COSTLY = dict.fromkeys(COSTLY, 0)  # noqa: F405
