"""The edits of hiring: what is known of a requisition, and moving it from stage to stage."""
