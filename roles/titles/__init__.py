"""From a job title to the role, function and level that it names."""

from roles.titles.reader import TitleReader

__all__ = ["TitleReader"]
