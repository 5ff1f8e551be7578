"""Events as a table: one row an event, filtered, counted and asked in SQL, in memory and away from the disk."""
