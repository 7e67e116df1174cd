"""What gunicorn reads by itself when it is started in this folder: its own lines are like all others of the log."""

logger_class = "portal.telemetry.gunicorn_log.Logger"
