"""The audit log: one line for everything that changes what others see."""

from typing import Any

from django.db.models import Model

from pairloom.core.models import AuditEntry


def reference(thing: Model) -> str:
    """A stable name for a row, such as `round:3`."""
    return f"{thing._meta.model_name}:{thing.pk}"


def record(action: str, subject: Model, *, by: Any, **details: Any) -> AuditEntry:
    """Add a line. `details` hold numbers and references, never names, addresses or answers."""
    return AuditEntry.objects.create(action=action, subject=reference(subject), by=by, details=details)
