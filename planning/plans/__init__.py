"""Plans: drafting, sharing, review, applying, reverting. The changes themselves are the core's."""
