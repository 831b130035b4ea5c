"""What the check of a generated sentence looks at, one notion a module."""
