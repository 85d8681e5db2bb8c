"""The benchmark: one corpus, built by briefdesk and by every rival, timed side by side."""
