"""Tables, queries, migrations, the unit of work, the claim primitive."""
