"""Writing in ontwikkelplan: one verb each, keyword-only, atomic."""
