"""The dialog for every edit of the organisation or a plan: filled in, previewed and made at one address."""
