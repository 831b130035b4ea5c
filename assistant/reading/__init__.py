"""A question as it is understood: what it asks for, of which documents, in which words."""
