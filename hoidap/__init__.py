"""Hỏi Đáp on the command line: the programs that people and scripts run."""

__version__ = "0.1.0"
