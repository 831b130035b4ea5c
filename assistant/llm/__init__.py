"""A language model where there is one, held to the same evidence as the extractive engine."""
