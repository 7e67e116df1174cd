"""What gunicorn reads by itself when it is started in this folder: how long an address may be,
and its own lines like all others of the log."""

# Questions and filters are whole addresses: the most that it takes (docs/deployment.md).
limit_request_line = 8190
logger_class = "portal.telemetry.gunicorn_log.Logger"
