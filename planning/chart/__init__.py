"""What the chart page shows, from an organisation and the state in its address."""
