"""Outputs: pure functions from values to what is published. They write nothing and read no clock."""
