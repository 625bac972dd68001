"""Benchmarks: retrieval and abstention over text that no one here wrote."""
