"""Tests of the roof: what the environment may say, what stops a start, what logs never hold."""
