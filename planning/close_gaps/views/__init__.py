"""The pages of closing gaps: the question with its answer, the curve, what it changes, and keeping it as a plan."""
