"""What a document says of itself: whose report it is, where that is, under which memo."""
