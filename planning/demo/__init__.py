"""The demo organisation, Fernway, written as data."""

from planning.demo.story import Chapter, Draft, Story, read_story

__all__ = ["Chapter", "Draft", "Story", "read_story"]
