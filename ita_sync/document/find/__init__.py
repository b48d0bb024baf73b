"""What a document says: letters repaired, figures weighed, lines and tables gathered.

`rows` and `text` gather records, in the terms of `tables` and `words`; `scores`, `lists`,
`about` and `year` read values out of them. Copies of one value are compared with each other.
"""
