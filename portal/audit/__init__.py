"""The audit log: who did what an admin may have to answer for, and what was refused.

    from portal import audit

    audit.record(audit.Kind.EXPORTED, request=request, organisation=access.organisation, format="xlsx", rows=300)

An entry holds numbers, rights and formats, never the names or values of records: whoever reads the log may not be
whoever may read those. Accounts are named by reference, so that an erased one is nobody's.
"""

from portal.audit.kinds import Kind
from portal.audit.recording import record

__all__ = ["Kind", "record"]
