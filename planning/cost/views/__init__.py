"""Bands, cost, and what both rest on: for members who may see cost."""
