"""How much of an input is read at most, and why. All in bytes unless the name says otherwise."""

from __future__ import annotations

MEBIBYTE = 1 << 20

MAX_DOCUMENT_BYTES = 16 * MEBIBYTE
"""One report as text, page, row or JSON value. The longest of 11,795 articles of the news-conflict and
news-unlabelled corpora has 0.08 MiB (2026-11); the rest is room for pages saved with their scripts."""

MAX_PDF_BYTES = 128 * MEBIBYTE
"""One PDF: room for scans that carry a text layer."""

MAX_JSON_BYTES = 128 * MEBIBYTE
"""One JSON file that holds many articles: it must be in memory to find where each begins. JSON Lines has
no such limit."""

MAX_MESSAGE_BYTES = 64 * MEBIBYTE
"""One mail, or one page saved as a message: room for its pictures and attachments, which make up most of it."""

MAX_FEED_BYTES = 32 * MEBIBYTE
"""One feed or sitemap: it must be in memory to find where each entry begins. A news sitemap holds at most 1,000
entries by its own rules."""

MAX_STDIN_BYTES = 256 * MEBIBYTE
"""All of standard input: it can be read only once, so it is held."""

MAX_SIDECAR_BYTES = 1 * MEBIBYTE
"""One sidecar of metadata."""

MAX_UNPACKED_BYTES = 4096 * MEBIBYTE
"""All members of one archive together, unpacked: some 800,000 reports of 5 KiB."""

MAX_RATIO = 500
"""Unpacked to packed size. The 319 reports of gold/train pack 3 times as .tgz, one of them repeated 2,400
times 136 times, one line of markup repeated 20,000 times 289 times; a bomb of zeros 1,029 times (deflate,
2026-11)."""

MIN_RATIO_BYTES = 16 * MEBIBYTE
"""Below this size unpacked, any ratio is harmless."""

MAX_MEMBERS = 1_000_000
"""Members of one archive that are looked at."""

MAX_DIRECTORY_BYTES = 48 * MEBIBYTE
"""The table of contents at the end of one ZIP archive, which the standard library holds as objects, 430 bytes a member
(2026-11): room for half a million names of fifty letters, and for 450 MiB of the shortest."""

HEAD_BYTES = 65_536
"""Bytes looked at to tell what a file holds."""

CHUNK_BYTES = 1 * MEBIBYTE
"""Bytes hashed or copied at a time."""
