"""Personal data: erasing people, how long things are kept, and everything that is known of one person."""
