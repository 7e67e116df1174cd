"""The pages on which content admins edit, publish and take back role content."""
