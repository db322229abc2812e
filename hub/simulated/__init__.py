"""A home that does not exist, and the people who live in it: what its devices would say, and where they truly were.

Pure but for chance, and that is seeded: the same household, story and seed live the same days.
"""
