"""The commands of ``hoidap``, one module each."""
