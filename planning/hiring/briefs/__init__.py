"""Job briefs: what the next holder is for, from role content and the gap that the position leaves."""
