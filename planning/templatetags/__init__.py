"""Tags and filters of planning's templates; Django wants them at the root of the app."""
