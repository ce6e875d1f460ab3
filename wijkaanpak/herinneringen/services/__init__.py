"""What changes reminders."""
