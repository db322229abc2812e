"""Falls: recordings, streams made of them, what a model is worth on them, and how it is trained."""
