"""Hiring: open positions with their requisitions, job briefs, interview kits and candidates."""
