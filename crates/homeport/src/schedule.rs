//! The timetable of recurring jobs, a line each.
