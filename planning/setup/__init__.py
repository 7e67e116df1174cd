"""What an import could not know, asked once: products, their stage and audience, titles, managers."""
