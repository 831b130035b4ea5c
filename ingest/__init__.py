"""From a file to a plan: text, outline, tables, assignments, metadata."""
