"""All that makes this hub this home's: copied whole and sealed, put back in one moment, and erased at the end."""
