"""The audit log: who did what an admin may have to answer for, and what was refused.

    from portal import audit

    audit.record(audit.Kind.EXPORTED, request=request, organisation=access.organisation, format="xlsx", rows=300)

An entry holds numbers, rights and formats, never the names or values of records: whoever reads the log may not be
whoever may read those. Accounts are named by reference, so that an erased one is nobody's. An entry without an
organisation is about an account, and seen by the admins of all organisations that `about` belongs to.

Files that are downloaded are recorded by themselves (`downloads.py`), as is what happens to accounts (`accounts.py`),
and what is refused.
"""

from portal.audit.kinds import Kind, label_of
from portal.audit.recording import forget, record, record_again, refused

__all__ = ["Kind", "forget", "label_of", "record", "record_again", "refused"]
