"""Notifications: telling members something, in the portal and by e-mail, and what each of them wants to hear."""
