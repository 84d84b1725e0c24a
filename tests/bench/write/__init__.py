"""Measuring what is written: `make bench-write`, and a sheet of passages for reading."""
