"""What the hub said in English for the record, as a page says it: in plainer words, and in its reader's language."""
