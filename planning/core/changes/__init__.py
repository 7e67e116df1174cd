"""Dated changes: applied, inverted, compared, merged, and put together into plans."""
