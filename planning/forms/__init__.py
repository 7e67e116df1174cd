"""What the forms of all features share: the kinds of edit actions, choosing a record, days, amounts."""
