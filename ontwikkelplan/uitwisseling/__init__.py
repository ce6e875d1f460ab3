"""The plan as a file: a snapshot of it, Word, Excel, ODF and PDF, and reading back what people changed there."""
