"""The shared cases: small files after public reports, each with what is right in its README.

Which test has a case? Search this folder for its number, `"28-` or `"28"`; test_every_case.py holds that there is one.
By topic: test_opening.py (workbooks and their cells), test_columns.py (what each header stands for), test_rows.py
(dates, statuses, several rows of one person, rows that are nobody), test_lines.py (who reports to whom),
test_titles.py, test_products.py (who covers what), test_again.py (a second file over a first).

The same faults in every shape that they come in are tested beside the stage that reads them: tests/imports/people,
placing, products and so on.
"""
