"""Herinneringen: what people need to know, once, at the right moment; their inbox, their mails and their calendar."""
