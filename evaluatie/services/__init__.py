"""What evaluatie writes: one verb each, in one transaction."""
