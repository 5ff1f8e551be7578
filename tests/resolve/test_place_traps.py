"""Traps of place names: one spelling for two places, many for one, ground that is no spot, places passed through."""

from __future__ import annotations

import pytest

from sayso.codebook.book import CodebookTables
from sayso.codebook.places import PlaceTable
from sayso.record.spans import Span
from sayso.resolve.place_roles import role_of
from sayso.resolve.places import place
from sayso.resolve.surroundings import Surroundings

TABLE = PlaceTable.load()
TABLES = CodebookTables.load()


def surroundings(text: str, *names: str) -> Surroundings:
    """Read the names of a text, each where it first stands."""
    return Surroundings.of([Span(text.index(name), text.index(name) + len(name), name) for name in names], TABLE)


@pytest.mark.parametrize(
    ("spellings", "name", "country"),
    [
        ("Al Bukamal; Abu Kamal; Albukamal; Al-Bukamal; Boukamal", "Albu Kamal", "SY"),
        ("Deir ez-Zor; Deir al-Zor; Deir Ezzor; Deir el-Zour; Dayr az-Zawr; Deir al-Zour", "Deir ez-Zor", "SY"),
        ("Kobani; Kobane; Ayn al-Arab; Ain al-Arab", "Kobani", "SY"),
        ("Raqqa; Ar-Raqqah; al-Raqqa; Raqqah", "Raqqa", "SY"),
        ("Fallujah; Falluja; al-Fallujah; Al Fallujah", "Fallujah", "IQ"),
        ("Khan Younis; Khan Yunis; Khan Yunus", "Khan Younis", "PS"),
        ("Ain al-Asad; Ayn al-Asad; Al Asad Air Base; al-Asad airbase", "Ain al-Asad", "IQ"),
        ("al-Tanf; At Tanf; Tanf; al-Tanf garrison", "Al-Tanf", "SY"),
        ("Hmeimim; Khmeimim; Hmeymim air base; Hmeimim Air Base", "Hmeimim", "SY"),
        ("Hodeidah; Hudaydah; al-Hudaydah; Hodeida", "Hodeidah", "YE"),
        ("Sanaa; Sana'a; San'a", "Sanaa", "YE"),
        ("Sweida; Suwayda; as-Suwayda", "Suwayda", "SY"),
        ("Jurf al-Sakhar; Jurf al-Sakhr; Jurf as-Sakhr", "Jurf al-Sakhar", "IQ"),
        ("Dahiyeh; Dahieh; Dahiya", "Dahiyeh", "LB"),
    ],
)  # fmt: skip
def test_many_spellings_of_one_place(spellings: str, name: str, country: str) -> None:
    found = {spelling: place(spelling, TABLE) for spelling in spellings.split("; ")}
    assert {text: (one.name, one.country) for text, one in found.items()} == dict.fromkeys(found, (name, country))


@pytest.mark.parametrize(
    ("text", "name", "country", "precision", "relation"),
    [
        ("Salahaddin province", "Salahaddin province", "IQ", 4, None),
        ("Salah ad-Din governorate", "Salah ad-Din governorate", "IQ", 4, None),
        ("Saladin Province", "Salahuddin", "IQ", 4, None),
        ("Anbar province", "Anbar", "IQ", 4, None),
        ("western Anbar", "western Anbar", "IQ", 5, "part_of"),
        ("northern Syria", "northern Syria", "SY", 5, "part_of"),
        ("northeastern Syria", "northeastern Syria", "SY", 5, "part_of"),
        ("north-eastern Syria", "north-eastern Syria", "SY", 5, "part_of"),
        ("the south of Lebanon", "Lebanon", "LB", 6, "south_of"),
        ("southern Iraq", "southern Iraq", "IQ", 5, "part_of"),
        ("eastern Aleppo", "eastern Aleppo", "SY", 1, "part_of"),
        ("downtown Baghdad", "downtown Baghdad", "IQ", 1, "part_of"),
        ("the outskirts of Damascus", "Damascus", "SY", 2, "near"),
        ("on the outskirts of Damascus", "Damascus", "SY", 2, "near"),
        ("the suburbs of Damascus", "Damascus", "SY", 2, "near"),
        ("near Manbij", "Manbij", "SY", 2, "near"),
        ("just north of Hama", "Hama", "SY", 2, "north_of"),
        ("some 20 km east of Homs", "Homs", "SY", 2, "east_of"),
        ("12 miles from Mosul", "Mosul", "IQ", 1, "from"),
        ("outside Kirkuk", "Kirkuk", "IQ", 2, "near"),
        ("the Syrian border", "Syrian border", None, 5, "along"),
        ("near the Syrian border", "Syrian border", None, 5, "near"),
        ("the Iraqi-Syrian border", "Iraq-Syria border", None, 5, None),
        ("the Lebanese coast", "Lebanese coast", None, 5, "along"),
        ("Syrian airspace", "Syrian airspace", "SY", 4, None),
        ("Jordanian airspace", "Jordanian airspace", "JO", 5, "above"),
        ("the Iranian embassy", "Iranian embassy", None, 1, None),
        ("the US embassy in Baghdad", "US Embassy in Baghdad", "IQ", 1, None),
        ("the Saudi consulate in Istanbul", "Saudi consulate in Istanbul", "TR", 1, None),
        ("Iran", "Iran", "IR", 6, None),
        ("in Iran", "Iran", "IR", 6, "in"),
        ("the Persian Gulf", "Persian Gulf", None, 7, None),
        ("the Strait of Hormuz", "Strait of Hormuz", None, 7, None),
        ("the Red Sea", "Red Sea", None, 7, None),
        ("the Middle East", "Middle East", None, None, None),
        ("Africa", "Africa", None, None, None),
        ("the Euphrates", "Euphrates", None, 5, None),
        ("Mount Qasioun", "Mount Qasioun", "SY", 2, None),
        ("the Bekaa Valley", "Bekaa Valley", "LB", 4, None),
        ("Idlib", "Idlib", "SY", 1, None),
        ("Idlib province", "Idlib province", "SY", 4, None),
        ("Aleppo", "Aleppo", "SY", 1, None),
        ("Aleppo countryside", "Aleppo countryside", "SY", 3, "near"),
        ("the Idlib countryside", "Idlib countryside", "SY", 3, "near"),
        ("Natanz", "Natanz", "IR", 1, None),
        ("the Natanz nuclear facility", "Natanz", "IR", 1, None),
        ("Bushehr nuclear plant", "Bushehr Nuclear Power Plant", "IR", 1, None),
        ("Rafah crossing", "Rafah crossing", None, 1, None),
        ("Erez", "Erez", "IL", 1, None),
        ("Camp Taji", "Camp Taji", "IQ", 1, None),
        ("the Taji military base", "Camp Taji", "IQ", 1, None),
        ("K-1", "K-1 Air Base", "IQ", 1, None),
        ("T-4", "T-4 Air Base", "SY", 1, None),
        ("T4 air base", "T-4 Air Base", "SY", 1, None),
        ("Damascus airport", "Damascus International Airport", "SY", 1, None),
        ("Sanaa airport", "Sanaa International Airport", "YE", 1, None),
        ("Beirut's southern suburbs", "Dahiyeh", "LB", 1, None),
        ("Ain al-Hilweh camp", "Ain al-Hilweh", "LB", 1, None),
        ("Jenin refugee camp", "Jenin camp", "PS", 1, None),
        ("Saydnaya prison", "Saydnaya Prison", "SY", 1, None),
        ("a market in Saqlawiyah", "Saqlawiyah", "IQ", 1, "in"),
        ("a hospital in Maarat al-Numan", "Maarat al-Numan", "SY", 1, "in"),
        ("Saraqeb, Idlib province", "Saraqeb", "SY", 1, None),
        ("Khan Shaykhun in Idlib province", "Khan Shaykhun", "SY", 1, None),
        ("the town of Khan Sheikhoun", "Khan Shaykhun", "SY", 1, None),
        ("the Iraqi city of Mosul", "Mosul", "IQ", 1, None),
        ("the Yemeni port city of Hodeidah", "Hodeidah", "YE", 1, None),
        ("the village of Tell Qamar", "Tell Qamar", None, None, None),
        ("the Iraqi village of Tell Qamar", "Tell Qamar", "IQ", None, None),
        ("Tripoli, Lebanon", "Tripoli, Lebanon", "LB", 1, None),
        ("Tripoli, Libya", "Tripoli", "LY", 1, None),
        ("Paris, Texas", "Paris", "US", 1, None),
        ("Sinjar, Idlib", "Sinjar, Idlib", "SY", 1, None),
        ("Alexandria, Egypt", "Alexandria", "EG", 1, None),
        ("Alexandria, Virginia", "Alexandria", "US", 1, None),
        ("Lebanon", "Lebanon", "LB", 6, None),
        ("Georgia", "Georgia", "GE", 6, None),
        ("Jordan", "Jordan", "JO", 6, None),
        ("Syrian", "Syria", "SY", 6, None),
        ("Rapides Parish", "Rapides Parish", "US", 3, None),
        ("a road from Syria to Iraq", "road from Syria to Iraq", None, None, None),
        ("the hospital", "hospital", None, None, None),
        ("a village", "village", None, None, None),
        ("hit", "hit", None, None, None),
        ("their base", "their base", None, None, None),
        ("home", "home", None, None, None),
    ],
)  # fmt: skip
def test_where_a_phrase_is(
    text: str, name: str, country: str | None, precision: int | None, relation: str | None
) -> None:
    found = place(text, TABLE)
    assert (found.name, found.country, found.geo_precision, found.relation) == (name, country, precision, relation)


@pytest.mark.parametrize(
    "text",
    [
        "northern Iraq", "Iraq", "Anbar province", "the Syrian border", "the Aleppo countryside", "Golan Heights",
        "Syrian airspace", "the Euphrates", "the Mediterranean", "the Middle East", "Tell Qamar", "Rapides Parish",
        "West Qurna", "Iranian embassy", "Idlib province", "Persian Gulf",
    ],
)  # fmt: skip
def test_no_middle_is_passed_off_as_a_spot(text: str) -> None:
    found = place(text, TABLE)
    assert (found.latitude, found.longitude) == (None, None)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ain al-Asad", "IQ"), ("Natanz", "IR"), ("al-Tanf", "SY"), ("Hmeimim", "SY"), ("Abqaiq", "SA"),
        ("Green Zone", "IQ"), ("Erbil airport", "IQ"), ("Al Udeid", "QA"), ("Ras Lanuf", "LY"),
    ],
)  # fmt: skip
def test_a_site_that_no_reference_places_has_a_country_and_no_point(text: str, country: str) -> None:
    found = place(text, TABLE)
    assert found.kind in ("base", "camp", "site", "neighbourhood", "airport", "crossing", "city")
    assert (found.country, found.latitude, found.longitude) == (country, None, None)


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        ("Baghdad", 33.3, 44.4), ("Damascus", 33.5, 36.3), ("Kobani", 36.9, 38.4), ("Sirte", 31.2, 16.6),
        ("near Manbij", 36.5, 37.9),
    ],
)  # fmt: skip
def test_a_spot_has_its_point(text: str, latitude: float, longitude: float) -> None:
    found = place(text, TABLE)
    assert found.latitude == pytest.approx(latitude, abs=0.1)
    assert found.longitude == pytest.approx(longitude, abs=0.1)


@pytest.mark.parametrize(
    ("text", "names", "asked", "country"),
    [
        ("Rafah, Gaza City and Khan Younis", "Rafah; Gaza City; Khan Younis", "Rafah", "PS"),
        ("Rafah, el-Arish and Sheikh Zuweid in Sinai", "Rafah; el-Arish; Sheikh Zuweid", "Rafah", "EG"),
        ("Hebron, Ramallah, Nablus", "Hebron; Ramallah; Nablus", "Hebron", "PS"),
        ("Palmyra and Homs", "Palmyra; Homs", "Palmyra", "SY"),
        ("Tripoli, Misrata, Benghazi", "Tripoli; Misrata; Benghazi", "Tripoli", "LY"),
        ("Tripoli and Beirut and Sidon in Lebanon", "Tripoli; Beirut; Sidon; Lebanon", "Tripoli", "LB"),
        ("Sinjar near Mosul and Tal Afar", "Sinjar; Mosul; Tal Afar", "Sinjar", "IQ"),
        ("Sinjar near Saraqeb and Idlib", "Sinjar; Saraqeb; Idlib", "Sinjar", "SY"),
        ("Nasiriyah and Basra in Iraq", "Nasiriyah; Basra; Iraq", "Nasiriyah", "IQ"),
        ("Zawiya, Sabratha, Tripoli", "Zawiya; Sabratha; Tripoli", "Zawiya", "LY"),
        ("Alexandria, Cairo and Suez", "Alexandria; Cairo; Suez", "Alexandria", "EG"),
        ("Alexandria, Shreveport, Baton Rouge, Louisiana", "Alexandria; Shreveport; Baton Rouge; Louisiana",
         "Alexandria", "US"),
        ("Athens, Piraeus, Greece", "Athens; Piraeus; Greece", "Athens", "GR"),
        ("Georgia, Atlanta, Savannah, Alabama", "Georgia; Atlanta; Savannah; Alabama", "Savannah", "US"),
        ("Lebanon and Syria and Israel", "Lebanon; Syria; Israel", "Lebanon", "LB"),
        ("Medina and Mecca in Saudi Arabia", "Medina; Mecca; Saudi Arabia", "Medina", "SA"),
        ("Balad, Samarra, Tikrit", "Balad; Samarra; Tikrit", "Balad", "IQ"),
        ("Douma and Harasta near Damascus", "Douma; Harasta; Damascus", "Douma", "SY"),
        ("Qusayr and Homs and Hermel", "Qusayr; Homs; Hermel", "Qusayr", "SY"),
    ],
)  # fmt: skip
def test_the_document_decides(text: str, names: str, asked: str, country: str) -> None:
    found = place(asked, TABLE, around=surroundings(text, *names.split("; ")))
    assert found.place is not None
    assert found.country == country


@pytest.mark.parametrize(
    ("asked", "countries"),
    [("Rafah", {"PS", "EG"}), ("Springfield", {"US"}), ("Richmond", {"US", "CA"}), ("San Jose", {"US", "CR"})],
)
def test_what_nothing_decides_stays_open_with_its_candidates(asked: str, countries: set[str]) -> None:
    found = place(asked, TABLE)
    assert (found.place, found.latitude, found.name) == (None, None, asked)
    assert countries <= {candidate.country for candidate in found.candidates}
    assert all(candidate.reason for candidate in found.candidates)


@pytest.mark.parametrize("text", ["Masade", "Bashqoy", "Tell Qamar", "Umm Zaytun as-Saghir", "Kafr Qulaysh al-Gharbi"])
def test_a_name_that_is_only_a_little_alike_is_not_forced_onto_a_place(text: str) -> None:
    assert place(text, TABLE).latitude is None


@pytest.mark.parametrize(
    ("place_id", "country", "disputed"),
    [
        ("place-golan-heights", "SY", True), ("place-gaza-city", "PS", True), ("place-simferopol", "UA", True),
        ("place-jerusalem", None, True), ("place-kirkuk", "IQ", False), ("place-baghdad", "IQ", False),
        ("place-sevastopol", "UA", True), ("place-donetsk", "UA", True), ("gn-443093", "SY", True),
        ("place-abu-musa", None, True),
    ],
)  # fmt: skip
def test_disputed_ground_follows_its_file(place_id: str, country: str | None, disputed: bool) -> None:
    entry = TABLE.get(place_id)
    assert entry is not None
    assert (entry.country, bool(entry.disputed)) == (country, disputed)


@pytest.mark.parametrize(
    ("preposition", "trigger", "role"),
    [
        ("in", "bombed", "site"), ("near", "killed", "site"), (None, "clashes", "site"), ("on", "strike", "site"),
        ("at", "exploded", "site"), ("from", "fired", "origin"), ("from", "withdrew", "origin"),
        ("from", "launched", "origin"), ("at", "fired", "target"), ("at", "launched", "target"),
        ("into", "fired", "target"), ("toward", "fired", "target"), ("to", "shipped", "target"),
        ("into", "moved", "target"), ("through", "shipped", "transit"), ("via", "smuggled", "transit"),
        ("over", "flew", "transit"), ("across", "transported", "transit"), ("in", "overflight", "transit"),
        ("of", "overflights", "transit"), ("across", "attacked", "site"), ("over", "attacked", "site"),
        ("across", "protested", "site"), ("through", "shipment", "transit"), ("in", "shelled", "site"),
    ],
)  # fmt: skip
def test_the_role_of_a_place(preposition: str | None, trigger: str, role: str) -> None:
    assert role_of(preposition, trigger, TABLES) == role
