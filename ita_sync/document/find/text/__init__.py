"""Lines outside of tables, and tables that are nothing but text -> records."""
