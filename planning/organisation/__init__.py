"""The records in the tables and in memory: read by `store` and `snapshot`, written by `writes` alone."""
