"""Who uses Lineup: people who sign in, organisations, who belongs to which and is asked to; work that waits; archives;
the audit log; sessions and tries."""

from portal.archive.models import Archive, ArchivedPerson, ArchivePiece
from portal.jobs.models import Job, Mail, Worker
from portal.models.audit_entry import AuditEntry
from portal.models.clock import Clock
from portal.models.invitation import Invitation
from portal.models.membership import Membership, Right
from portal.models.organisation import Organisation
from portal.models.signing_in import CacheRow, KnownDevice, Session, Tries
from portal.models.user import User

__all__ = [
    "Archive",
    "ArchivePiece",
    "ArchivedPerson",
    "AuditEntry",
    "CacheRow",
    "Clock",
    "Invitation",
    "Job",
    "KnownDevice",
    "Mail",
    "Membership",
    "Organisation",
    "Right",
    "Session",
    "Tries",
    "User",
    "Worker",
]
