"""What an organisation asks of a requisition before it opens."""

from django.db import models

from planning.core.hiring import ApprovalPolicy


class HiringRules(models.Model):
    """Which approvals an organisation asks for before a requisition is open for hiring, and who gives them."""

    organisation = models.OneToOneField("portal.Organisation", models.CASCADE, related_name="hiring_rules")
    finance = models.BooleanField("finance must approve each position", default=True)
    approval = models.BooleanField("an approver must approve each position", default=True)
    finance_sees_cost = models.BooleanField("finance approval needs an approver with access to cost", default=True)
    own_approval = models.BooleanField("members can approve positions that they submitted", default=False)

    def __str__(self) -> str:
        return f"Hiring at {self.organisation}"

    @property
    def approval_policy(self) -> ApprovalPolicy:
        """The stages that a requisition goes through."""
        return ApprovalPolicy(self.finance, self.approval)
