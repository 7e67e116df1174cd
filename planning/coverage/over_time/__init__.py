"""Coverage over time as pages show it: the window of days, the rows, the drawing."""
