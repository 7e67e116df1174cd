"""Keys in addresses. A key is any text that somebody's file gave, slashes included."""

from django.urls import register_converter


class KeyConverter:
    """One path segment; `~` and `/` are written `~0` and `~1`, as in a JSON pointer."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return value.replace("~1", "/").replace("~0", "~")

    def to_url(self, value: str) -> str:
        return value.replace("~", "~0").replace("/", "~1")


register_converter(KeyConverter, "key")
