"""What the desk reads, put together from the rows of every app below."""
