"""The operator test table and its drivers."""
