"""Products that titles and teams name: gone through, decided on, kept."""
