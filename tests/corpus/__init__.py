"""Measuring the program on a folder of real documents: `python -m tests.corpus FOLDER`."""
