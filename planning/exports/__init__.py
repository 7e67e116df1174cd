"""The organisation and its plans as files."""
