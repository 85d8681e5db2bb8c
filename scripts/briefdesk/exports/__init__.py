"""A catalogue as files: what programs read where people read pages."""
