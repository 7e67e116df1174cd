"""Words of files in other languages."""
