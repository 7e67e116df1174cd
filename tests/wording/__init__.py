"""What a person reads is in plain words, one word a thing (docs/words.md)."""
