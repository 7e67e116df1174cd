"""Publishing role content: the draft becomes a version, which is kept for good and is what everybody reads."""
