"""Puts it together: settings, command line, lifecycle, ticks, web endpoints."""
