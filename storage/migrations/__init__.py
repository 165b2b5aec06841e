"""The tables' history. `runner` brings a database up to date; `python -m storage.migrations NAME` writes a new step."""
