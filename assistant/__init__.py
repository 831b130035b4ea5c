"""From a question to an answer: understood, retrieved, answered, verified, shown."""
