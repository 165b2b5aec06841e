"""What comes in: routers, filters, middlewares. Each handler parses, calls one use case, returns one view."""
