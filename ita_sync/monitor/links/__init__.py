"""Whether the links of our rows still lead to what stood there first."""
