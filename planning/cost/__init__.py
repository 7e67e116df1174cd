"""An organisation's own money data as people type and upload it: bands, rates, budgets."""
