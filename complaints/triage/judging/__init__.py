"""How well messages are read, by what people said of them, and what the rules should learn from that."""
