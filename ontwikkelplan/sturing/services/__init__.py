"""What people do with the sturing of a gemeente."""
