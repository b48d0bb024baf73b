"""What a document says: letters mended, figures weighed, lines and tables gathered, copies held together."""
