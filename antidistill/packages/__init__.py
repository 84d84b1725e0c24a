"""Skill folders and packages: many files that are one document."""
