"""What papers say of themselves before the first question: one module a kind of head."""
