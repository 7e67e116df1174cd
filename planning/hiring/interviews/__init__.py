"""From an open position to its holder: interview kit, candidates, scorecards, and what they teach."""
