"""Coverage over time as pages show it: the window, the rows, the drawing."""
