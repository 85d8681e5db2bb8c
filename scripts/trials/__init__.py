"""Trials of the tests and of the reader: mutants, and input that nobody would write."""
