"""Export: the organisation as it stands on a date, in a plan or not, as JSON, tables of text, or a workbook."""
