"""Dated events as the spreadsheet that TimelineJS reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sayso.export.beside import Leave, leaving_out, write_about
from sayso.export.delimited import write_table
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.whole import file_in
from sayso.export.wording import voice_words
from sayso.export.write_options import WriteOptions
from sayso.record.edtf import Edtf
from sayso.record.events import Event

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip
UNDATED = "no text tells its date, or when it began"


def write_timelinejs(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every dated event that occurred as a row, by id; return how many, and how many were left out.

    A day or month that is not told stays empty, and ``Display Date`` is the date in EDTF. ``Text`` is the sentence that
    tells the event best, with its standing and voices; ``Group`` is the PLOVER type; media stay empty. Undated events,
    and those that did not occur or of which that is disputed, are in left_out.csv. Lost: places, numbers, sides.

    Raises:
        CaseFull: the file cannot be written.
    Source: TimelineJS 3, spreadsheet columns (Knight Lab).
    """
    path = file_in(out, "timeline.csv")
    facts, gathered = Facts(accept_attributed=asked.accept_attributed), Gathered(view)
    left: list[int] = []
    with leaving_out(path, asked) as leave:

        def leave_counted(event: Event, reason: str) -> None:
            leave(event, reason)
            left.append(1)

        rows = _rows(view, facts, gathered, leave_counted)
        counts = {"events": write_table(path, COLUMNS, rows, safe=asked.safe_cells, mark=False)}
    counts["left_out"] = len(left)
    write_about(path, "timelinejs", asked, counts)
    return counts


def _rows(view: Readable, facts: Facts, gathered: Gathered, leave: Leave) -> Iterator[tuple[object, ...]]:
    for event in view.events():
        reason = facts.why_not(event) or (UNDATED if event.date is None or event.date.first_day is None else None)
        if reason or event.date is None:
            leave(event, reason or UNDATED)
            continue
        start, _, end = str(event.date).partition("/")
        credit = "; ".join(dict.fromkeys(one.outlet for one in gathered.documents(event) if one.outlet))
        yield (
            *_parts(start), None, *_parts(end), None, event.date if _is_vague(event.date) else None, event.title,
            _text(event, view.words(event.id), facts), None, credit or None, None, None, None, event.type, None,
        )  # fmt: skip


def _text(event: Event, words: str, facts: Facts) -> str:
    told = f"“{words}” " if words else ""
    noted = "".join(f" {note}." for note in facts.notes(event))
    return f"{told}Stands as {event.status.replace('_', ' ')}; {'; '.join(map(voice_words, event.voices))}.{noted}"


def _parts(date: str) -> tuple[int | None, int | None, int | None]:
    """Give year, month and day of one end of a date; what is not told is None, and so is a season."""
    if not date or date == "..":
        return None, None, None
    numbers = [int(part) for part in date.rstrip("~?%").split("-")]
    year, month, day = (*numbers, None, None)[:3]
    return year, month if month is None or month <= 12 else None, day


def _is_vague(date: Edtf) -> bool:
    return date.first_day != date.last_day or date[-1] in "~?%"
