"""What the organisation layer tells the features above it, none of which it knows."""

from django.dispatch import Signal

# Sent within the transaction of every write to an organisation's records, with `organisation_id` and the day it was
# written on as `today`. A receiver that works on what was written waits with `transaction.on_commit`.
organisation_changed = Signal()
