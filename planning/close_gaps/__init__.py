"""Close gaps: the cheapest plan that covers every product, asked for in words, answered with proof."""
