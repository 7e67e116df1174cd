"""Who you are and the frame of every page. Knows neither roles nor planning."""
