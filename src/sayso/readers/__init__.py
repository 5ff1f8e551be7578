"""Read files, folders, globs, archives and standard input into raw documents: bytes, and where from."""

from sayso.readers.found import FoundFile, find
from sayso.readers.walk import fingerprint, read_content, read_file, walk

__all__ = ["FoundFile", "find", "fingerprint", "read_content", "read_file", "walk"]
