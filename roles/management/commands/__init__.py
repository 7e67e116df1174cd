"""One file per command: `manage.py <name>`."""
