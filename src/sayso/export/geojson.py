"""Events as GeoJSON, for maps."""

from __future__ import annotations

from pathlib import Path

from sayso.export.beside import write_about
from sayso.export.gathered import Gathered
from sayso.export.readable import Readable
from sayso.export.summary import own_fields, summary_of
from sayso.export.whole import file_in, whole_file
from sayso.export.write_options import WriteOptions
from sayso.record.plain import to_json


def write_geojson(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every event as a feature of one collection, by id; return how many, and how many of them have no point.

    An event of which no place has a point is a feature without geometry, which GeoJSON allows: it stays in the file.
    ``status`` and the grounds of actors are among the properties; so no event is left out. Lost: all but the first
    place that has a point, who says what of which field, spans, commitments.

    Raises:
        CaseFull: the file cannot be written.
    Source: RFC 7946.
    """
    path = file_in(out, "events.geojson")
    gathered, count, nowhere = Gathered(view), 0, 0
    with whole_file(path) as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for event in view.events():
            told = {**summary_of(event, gathered, view.words(event.id)), **own_fields(event, asked.fields)}
            latitude, longitude = told.pop("latitude"), told.pop("longitude")
            point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
            feature = {"type": "Feature", "id": event.id, "geometry": point, "properties": told}
            file.write((b",\n" if count else b"\n") + to_json(feature))
            count, nowhere = count + 1, nowhere + (point is None)
        file.write(b"\n]}\n")
    counts = {"events": count, "without_point": nowhere}
    write_about(path, "geojson", asked, counts)
    return counts
