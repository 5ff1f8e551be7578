"""One module for each form a document's bytes may have."""
