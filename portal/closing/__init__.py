"""The end of an organisation: closed at once, brought back by an admin for a while, then deleted with all that is its.

`closing.py` closes and brings back, `emptying.py` deletes the rows, `deleting.py` has a worker do it when its time has
come.
"""
