"""How fast and how small: `make bench` measures Lineup against what it cannot beat, side by side in one run.

Every ratio compares two things measured in turns, so that a busy machine slows both.
"""
