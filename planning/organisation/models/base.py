"""What all records of an organisation have in common."""

from django.db import models


class Record(models.Model):
    """One row of the current organisation. `key` names it for everybody: files, changes, addresses.

    Other records are named by key, not by foreign key: real files hold keys that lead nowhere, and those
    are kept and shown. The service that writes checks what may refer to what.
    """

    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"],
                name="%(class)s_key_once",
                violation_error_message="This key is taken. Choose another.",
            )
        ]

    def __str__(self) -> str:
        return self.key
