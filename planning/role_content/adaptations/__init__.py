"""Role content as an organisation has it: an overlay on the site's, by records, so that later updates come through."""
