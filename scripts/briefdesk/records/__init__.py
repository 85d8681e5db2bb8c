"""What an author writes, as types. Knows nothing else of the package."""
