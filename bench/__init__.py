"""Benchmarks: each prints ratios of things run in turn in one run; none is a test."""
