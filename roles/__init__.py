"""Role content: what each role is, its editing and publishing, the role guide, and the reading of job titles."""
