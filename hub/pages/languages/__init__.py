"""The pages' texts in other languages: one file each, named by its tag, with TEXTS (English -> the same in it)."""
