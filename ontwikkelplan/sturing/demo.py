"""What the demo has of sturing. No one in it exists."""

from ontwikkelplan.sturing import demo_opdracht


def load_demo() -> None:
    """Make it, in every gemeente that has none."""
    demo_opdracht.load()
