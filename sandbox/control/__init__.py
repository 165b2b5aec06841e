"""What people and tests do to the sandbox: the JSON interface described in docs/sandbox.md."""
