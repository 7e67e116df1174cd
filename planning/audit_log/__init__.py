"""The audit log of an organisation: who signed in, what was refused, who may do what, which files left."""
