"""Measures Faultline on a seeded estate beside the machine's limits and beside other databases."""
