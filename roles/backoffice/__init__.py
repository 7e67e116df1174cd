"""The pages on which content admins edit, publish and restore role content."""
