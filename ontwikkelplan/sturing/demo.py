"""The demo of sturing, part by part."""

from ontwikkelplan.sturing.demo_checklist import load_checklist


def load_demo() -> None:
    """Make what is not there yet."""
    load_checklist()
