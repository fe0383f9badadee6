"""Tests of the tools that build the product."""
