"""The pages of bands and cost, and of what both rest on: for members who may see cost."""
