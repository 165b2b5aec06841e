"""The cards of this room: what authors, groups and readers of reports are shown."""
