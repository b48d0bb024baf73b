"""What the executive decided, bound to what was decided."""
