"""What the columns of a table hold, whichever way it stands."""
