"""Who may reach a view at all. A view without a mark is for members."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any, TypeVar

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


class Access(Enum):
    """The three doors."""

    MEMBER = auto()  # a logged-in member (of the gemeente in the URL, where it names one)
    PUBLIC = auto()  # anyone; no scope, no tenant data
    INVITED = auto()  # anyone with a secret in the URL; the scope of that gemeente


def public(view: ViewT) -> ViewT:
    """Open a view to anyone. It runs without a scope, so it can't read a tenant's rows."""
    view.access = Access.PUBLIC  # type: ignore[attr-defined]
    return view


def invited(view: ViewT) -> ViewT:
    """Open a view to whoever holds the secret in its URL; the view must check that secret."""
    view.access = Access.INVITED  # type: ignore[attr-defined]
    return view


def access_of(view: Callable[..., Any]) -> Access:
    """Return the door of a view. Views of allauth guard themselves and hold no tenant data."""
    module = getattr(view, "__module__", "")
    view_class = getattr(view, "view_class", None)
    if module.startswith("allauth.") or (view_class is not None and view_class.__module__.startswith("allauth.")):
        return Access.PUBLIC
    access: Access = getattr(view, "access", Access.MEMBER)
    return access
