"""Pages become a site."""
