"""Train the reader that Sayso ships: corpora in one format, one trainer, one export."""
