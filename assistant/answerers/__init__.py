"""One module a way of answering: from fields, facts, figures, lists, sentences."""
