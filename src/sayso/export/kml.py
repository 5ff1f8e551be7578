"""Events as KML, for Google Earth and its like."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from sayso.export.beside import write_about
from sayso.export.gathered import Gathered
from sayso.export.readable import Readable
from sayso.export.summary import own_fields, summary_of
from sayso.export.terminal import printable
from sayso.export.whole import file_in, whole_text
from sayso.export.write_options import WriteOptions

SHOWN = ("status", "responsibility", "date", "actors", "recipients", "place", "voices", "words")
"""What the description of a placemark says, in this order."""


def write_kml(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every event that has a point as a placemark, by id; return how many, and how many events have none.

    The name of a placemark says how the event stands wherever it is not plainly told as done; all flat values stand
    among its data. A date that is no single day becomes a span. Lost: events without a point, which the counts name.

    Raises:
        CaseFull: the file cannot be written.
    Source: OGC KML 2.3.
    """
    path = file_in(out, "events.kml")
    gathered, count, nowhere = Gathered(view), 0, 0
    with whole_text(path) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n')
        file.write("<name>Events</name>\n")
        for event in view.events():
            told = {**summary_of(event, gathered, view.words(event.id)), **own_fields(event, asked.fields)}
            if told["latitude"] is None:
                nowhere += 1
                continue
            file.write(_placemark(told))
            count += 1
        file.write("</Document></kml>\n")
    counts = {"events": count, "without_point": nowhere}
    write_about(path, "kml", asked, counts)
    return counts


def _placemark(told: Mapping[str, object]) -> str:
    held = "".join(
        f"<Data name={quoteattr(name)}><value>{_text(value)}</value></Data>"
        for name, value in told.items()
        if value is not None
    )
    described = "\n".join(f"{name}: {told[name]}" for name in SHOWN if told[name] is not None)
    return (
        f"<Placemark id={quoteattr(str(told['id']))}><name>{_text(told['title'])}</name>"
        f"<description>{_text(described)}</description>{_when(told)}<ExtendedData>{held}</ExtendedData>"
        f"<Point><coordinates>{told['longitude']},{told['latitude']}</coordinates></Point></Placemark>\n"
    )


def _when(told: Mapping[str, object]) -> str:
    first, last = told["date_first"], told["date_last"]
    if first is not None and first == last:
        return f"<TimeStamp><when>{first}</when></TimeStamp>"
    begin = f"<begin>{first}</begin>" if first else ""
    end = f"<end>{last}</end>" if last else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>" if begin or end else ""


def _text(value: object) -> str:
    """Give text that XML can hold: without control characters, and escaped."""
    lines = str(value).split("\n")
    return escape("\n".join(map(printable, lines)))
