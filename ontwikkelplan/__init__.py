"""The lokaal ontwikkelplan: quickscan, ontwikkelpunten in 24 tables, and the plan as a living document."""
