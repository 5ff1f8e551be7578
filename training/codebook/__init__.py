"""Make the codebook's fitted tables again: from judgements, and counts over the annotated train reports."""
