"""What the demo has of sturing, part by part. No one in it exists."""

from ontwikkelplan.sturing import demo_dialoog, demo_opdracht
from ontwikkelplan.sturing.demo_borging import load_borging
from ontwikkelplan.sturing.demo_checklist import load_checklist


def load_demo() -> None:
    """Make what is not there yet."""
    load_checklist()
    demo_opdracht.load()
    demo_dialoog.load()
    load_borging()
