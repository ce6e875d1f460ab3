"""The screens of reminders."""
