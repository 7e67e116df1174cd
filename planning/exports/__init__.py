"""Files that Lineup writes: CSV, PDF, Word, Markdown, calendar. Knows formats, and no feature."""
