"""Job briefs: what the next holder of a seat is for, written from role content and the gap that the seat closes."""
