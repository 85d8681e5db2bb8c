"""Records become a catalogue: entries by kind, deals with their history, what rests on what."""
