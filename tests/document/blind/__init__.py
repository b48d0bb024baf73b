"""Documents drawn by somebody who had not seen the reader, and what the reader makes of them."""
