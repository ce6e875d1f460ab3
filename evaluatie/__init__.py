"""Evaluation and what follows: from what was recorded to the report, and on to policy and the next team."""
