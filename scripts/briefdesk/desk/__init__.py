"""The tools of an author."""
