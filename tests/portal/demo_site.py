"""The addresses as the demo has them."""

from portal.urls import demo_urls, handler400, handler403, handler404, handler500
from portal.urls import urlpatterns as ordinary

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*demo_urls("demo"), *ordinary]
