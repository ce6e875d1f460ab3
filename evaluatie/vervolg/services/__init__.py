"""Writing what follows a project."""
