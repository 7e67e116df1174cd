"""The switch of the digest among a member's notices."""

from __future__ import annotations

from planning.digests import sending
from portal.models import Membership


class WeeklyDigest:
    name = "digest"
    help = (
        "Upcoming gaps within 90 days, new critical findings, accepted findings to review, reviews due. "
        "Nothing is sent in a week without news."
    )

    def label(self, membership: Membership) -> str:
        return f"Send me the weekly digest of {membership.organisation} by e-mail"

    def wants(self, membership: Membership) -> bool:
        return sending.wants(membership)

    def want(self, membership: Membership, wanted: bool) -> None:
        sending.want(membership, wanted)
