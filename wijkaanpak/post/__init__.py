"""Post: the one outbox of mails. What must be told is a row written with its cause; a worker sends it."""
