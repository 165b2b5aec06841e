"""What the commands do. Each returns the exit code: 0 well, 1 something is wrong, 2 the settings can't be used."""
