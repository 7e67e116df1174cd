"""The dialog behind each “Actions” menu: one address at which an edit is filled in, previewed and made."""
