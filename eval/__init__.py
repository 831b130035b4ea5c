"""Gold questions, the measures taken with them, benchmarks, and the reports of both."""
