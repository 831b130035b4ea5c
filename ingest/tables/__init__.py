"""Tables, however a text file holds them: ruled, flattened, laid out in columns."""
