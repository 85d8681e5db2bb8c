"""briefdesk: dated Markdown briefs in, a searchable and citable static site out."""

__version__ = "0.1.0"
