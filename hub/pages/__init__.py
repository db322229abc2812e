"""The hub's own web pages, a process of its own: it looks on, and hands what people do to the hub by its one door."""
