"""Text becomes records and problems; names become subjects."""
