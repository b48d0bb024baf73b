"""What the executive sees and decides, bound to what was decided."""
