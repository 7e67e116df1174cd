"""Plans: drafting, sharing, review, applying. The changes themselves are the core's."""
