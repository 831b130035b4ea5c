"""What a plan holds as data: tasks, targets, deadlines, support, each with its place."""
