"""What a document says: letters repaired, figures weighed, lines and tables gathered.

Copies of one value are compared with each other.
"""
