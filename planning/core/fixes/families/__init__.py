"""The ways out of findings, one file a family of rules; the catalogue beside it says which is whose."""
