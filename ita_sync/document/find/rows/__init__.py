"""The rows of tables -> records: under heads, in frames, of forms and exports."""
