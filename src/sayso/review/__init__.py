"""Review: what decisions make of the record, as pure functions over record and decisions."""
