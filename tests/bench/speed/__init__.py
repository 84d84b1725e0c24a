"""How fast it is, beside what it is made of and beside another tool."""
