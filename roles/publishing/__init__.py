"""From the draft to what everybody reads and the rules work on: versions that are kept for good."""
