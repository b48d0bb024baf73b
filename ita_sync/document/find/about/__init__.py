"""What a document says of itself: whose report it is, of which year, under which memo."""
