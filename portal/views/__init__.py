"""Pages outside of any feature: start, profile, members, invitations, organisations, errors."""
