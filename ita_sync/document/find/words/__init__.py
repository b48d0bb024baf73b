"""What words and figures of a report mean, wherever they stand, and what was gathered of them."""
