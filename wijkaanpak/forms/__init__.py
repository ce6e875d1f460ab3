"""What every form shares."""
