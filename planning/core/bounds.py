"""How much of an organisation there may be, wherever it comes from."""

from __future__ import annotations

MOST = 100_000  # rows that one import may bring in: positions, people, teams, products
# Positions and people that an organisation may keep: with those who left since, whose records stay.
MOST_KEPT = 150_000
MOST_DUTIES = 500_000  # who covers, owns or is linked to what
MOST_PLANS = 10_000
