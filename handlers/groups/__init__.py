"""Building groups: binding, membership, and what is told there."""
