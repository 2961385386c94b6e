"""What a training room needs to know of itself: its code, its answers counted, its numbers, its map."""
