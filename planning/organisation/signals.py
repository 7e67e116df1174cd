"""What the organisation layer tells the features above it, none of which it knows."""

from django.dispatch import Signal

# Sent within the transaction of every write to an organisation's records, with `organisation_id`, the day it was
# written on as `today`, and how many changes were made as `size`. A receiver that works on what was written waits with
# `transaction.on_commit`.
organisation_changed = Signal()
