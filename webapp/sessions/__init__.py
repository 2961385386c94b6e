"""The training room: sessions with a code, what participants answer in them, and the talk about it."""
