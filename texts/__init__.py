"""Every sentence a person reads, as autoescaped templates, and the neutral card that carries it."""
