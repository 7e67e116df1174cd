"""The demo organisation, Fernway, written as data."""

from .story import Chapter, Story, read_story

__all__ = ["Chapter", "Story", "read_story"]
