"""Forms of sturing."""
