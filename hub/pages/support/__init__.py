"""What is wrong and what to do, what may be given to whoever helps, and the home's data: its copy and its end."""
