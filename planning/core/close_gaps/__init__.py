"""The cheapest plan that covers every product: which gaps there are, who could close them, and the best choice."""
