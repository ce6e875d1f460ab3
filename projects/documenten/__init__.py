"""What a project's documents say, composed from what the project set up."""
