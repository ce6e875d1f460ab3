"""The report: what was recorded, counted and put into chapters. Plain functions of frozen data."""
