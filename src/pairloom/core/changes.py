"""What people do to a proposal: values that make new adjustments, and are stored as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Generic, TypeVar

Adjustments = TypeVar("Adjustments")


@dataclass(frozen=True)
class Change(Generic[Adjustments]):
    """Base of all changes; `KIND` names it in JSON and in forms, `ROLES` the fields that hold people."""

    KIND: ClassVar[str]
    ROLES: ClassVar[tuple[str, ...]] = ()

    def applied_to(self, before: Adjustments) -> Adjustments:
        """New adjustments; `before` stays as it is."""
        raise NotImplementedError

    @property
    def people(self) -> tuple[int, ...]:
        """Whom the change is about."""
        keys = (getattr(self, role, None) for role in self.ROLES)
        return tuple(key for key in keys if key is not None)

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.KIND, **asdict(self)}
