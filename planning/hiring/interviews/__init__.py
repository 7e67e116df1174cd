"""From an open seat to the person who takes it: interview kit, candidates, scorecards, and what they teach."""
