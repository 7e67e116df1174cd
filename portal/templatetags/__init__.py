"""Words, marks and icons that every page may use."""
