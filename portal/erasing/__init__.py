"""Deleting an account: nobody can sign in to it, and nothing tells whose it was. What they did stays, under a number.

The row of the account stays, for history, plans and decisions name it; everything on it goes. An app that keeps more of
accounts than keys to them adds what it sees to to `ALSO` when it is ready.
"""

from portal.erasing.accounts import ALSO, Former, OnlyAdmin, erase, led_alone

__all__ = ["ALSO", "Former", "OnlyAdmin", "erase", "led_alone"]
