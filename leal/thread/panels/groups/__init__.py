"""The pages of core groups: forming one, its targets, the lottery, the draw and the seats; and what all may read."""
