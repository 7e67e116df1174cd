"""The attacks, one file a kind. Each has `run(plan)`, which keeps an outcome for each thing it tries."""
