"""The role guide in an organisation, its own adaptations, and what other content would do to findings."""
