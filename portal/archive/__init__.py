"""All of an organisation in one file, and an organisation made from such a file, here or in another installation.

The file is a ZIP: `manifest.json` says what is in it, and each table has a part of JSON lines. What belongs to an
organisation is found by the relations of the tables (`portal/owned.py`), so a new table is in without anybody saying
so. Rows are named by their place in their part, people by their place in `people.jsonl`: no number of this
installation's leaves it, and none is taken from a file.
"""
