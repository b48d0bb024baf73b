"""Which item (ข้อคำถาม) a text names: by its number, its title, its place in a list."""
