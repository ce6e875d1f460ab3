"""What the programme writes: one verb each, in one transaction."""
