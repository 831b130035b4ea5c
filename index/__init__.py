"""From plans to an index: passages, words and vectors, built, stored and searched."""
