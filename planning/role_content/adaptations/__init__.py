"""Role content as an organisation has it: an overlay on the site's, record by record, so that later updates come through."""
