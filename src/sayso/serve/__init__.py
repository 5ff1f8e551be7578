"""The workbench: pages in a browser where the record is read, questioned and corrected."""
