"""Name traps: spellings, titles, look-alikes, bodies, offices, acronyms and references that have misled readers."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.book import CodebookTables
from sayso.record.mentions import ActorArgument, Attribution, EventMention, SourceArgument
from sayso.record.spans import Span
from sayso.resolve import Resolver, actor, identity
from tests.factory import document, mention
from tests.resolve.analysed import analysed

REGISTRY = ActorRegistry.load()

SAME = [
    ("Soleimani", "Qassem Soleimani"),
    ("Suleimani", "Qassem Soleimani"),
    ("Soleimeni", "Qassem Soleimani"),
    ("Sulaymani", "Qassem Soleimani"),
    ("Qasem Soleimani", "Qassem Soleimani"),
    ("Qasim Sulaymani", "Qassem Soleimani"),
    ("Kassem Suleimani", "Qassem Soleimani"),
    ("Gen. Qasim Suleimani", "Qassem Soleimani"),
    ("Hasan Nasrallah", "Hassan Nasrallah"),
    ("Sayyed Hassan Nasrullah", "Hassan Nasrallah"),
    ("Hezbollah", "Hezbollah"),
    ("Hizbollah", "Hezbollah"),
    ("Hizbullah", "Hezbollah"),
    ("Hizballah", "Hezbollah"),
    ("Hezballah", "Hezbollah"),
    ("Hizbullah fighters", "Hezbollah"),
    ("Hezbollah's gunmen", "Hezbollah"),
    ("Kata’ib Hezbollah", "Kataib Hezbollah"),
    ("Kata'eb Hizbullah", "Kataib Hezbollah"),
    ("Kataeb Hezbollah", "Kataib Hezbollah"),
    ("Kata'ib Hizballah militiamen", "Kataib Hezbollah"),
    ("Ayatollah Ali Khamenei", "Ali Khamenei"),
    ("Ayatollah Ali Khamenai", "Ali Khamenei"),
    ("Hassan Rohani", "Hassan Rouhani"),
    ("President Hasan Ruhani", "Hassan Rouhani"),
    ("Mohammed Javad Zarif", "Mohammad Javad Zarif"),
    ("Muhammad Jawad Zarif", "Mohammad Javad Zarif"),
    ("Muammar Qaddafi", "Muammar Gaddafi"),
    ("Moammar Kadhafi", "Muammar Gaddafi"),
    ("Muammar al-Gadhafi", "Muammar Gaddafi"),
    ("Abdul Fattah al-Sissi", "Abdel Fattah el-Sissi"),
    ("Abdel-Fattah el-Sissi", "Abdel Fattah el-Sissi"),
    ("Bashar Assad", "Bashar al-Assad"),
    ("Bashar el-Assad", "Bashar al-Assad"),
    ("Basher al-Asad", "Bashar al-Assad"),
    ("Adil Abd al-Mahdi", "Adel Abdul-Mahdi"),
    ("Adel Abdel Mahdi", "Adel Abdul-Mahdi"),
    ("Moqtada Sadr", "Muqtada al-Sadr"),
    ("Muqtada as-Sadr", "Muqtada al-Sadr"),
    ("Mohammed bin Salmaan", "Mohammed bin Salman"),
    ("Muhammad ibn Salman", "Mohammed bin Salman"),
    ("Crown Prince Mohamed bin Salman", "Mohammed bin Salman"),
    ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
    ("Vladimir Zelenskiy", "Volodymyr Zelensky"),
    ("Aleksandr Lukashenko", "Alexander Lukashenko"),
    ("Benyamin Netanyahu", "Benjamin Netanyahu"),
    ("Binyamin Netanyahou", "Benjamin Netanyahu"),
    ("Benjamin Netenyahu", "Benjamin Netanyahu"),
    ("Recep Tayip Erdogan", "Recep Tayyip Erdogan"),
    ("Sergei Lavrov", "Sergey Lavrov"),
    ("Michael Pompeo", "Mike Pompeo"),
    ("Joseph Biden", "Joe Biden"),
    ("Anthony Blinken", "Antony Blinken"),
    ("Yahya Sinwar", "Yahya Sinwar"),
    ("Yehya Sinwar", "Yahya Sinwar"),
    ("Ismael Haniyeh", "Ismail Haniyeh"),
    ("Esmail Haniya", "Ismail Haniyeh"),
    ("Islamic Revolutionary Guard Corps", "IRGC"),
    ("the Revolutionary Guards", "IRGC"),
    ("Asa'ib Ahl al-Haqq", "Asaib Ahl al-Haq"),
    ("Asaib Ahl el-Haq", "Asaib Ahl al-Haq"),
    ("al-Qaida", "Al-Qaeda"),
    ("al Qaeda", "Al-Qaeda"),
    ("Daesh", "Islamic State"),
    ("ISIS fighters", "Islamic State"),
    ("Ansar Allah", "Houthis"),
]

TITLED = [
    ("U.S. Secretary of State Mike Pompeo", "Mike Pompeo"),
    ("then-President Barack Obama", "Barack Obama"),
    ("the slain Iranian general Qassem Soleimani", "Qassem Soleimani"),
    ("Israeli Prime Minister Benjamin Netanyahu", "Benjamin Netanyahu"),
    ("Iraq's Prime Minister Adel Abdul-Mahdi", "Adel Abdul-Mahdi"),
    ("Hezbollah leader Hassan Nasrallah", "Hassan Nasrallah"),
    ("the Iran-backed militia Kataib Hezbollah", "Kataib Hezbollah"),
    ("the Kurdish-led Syrian Democratic Forces", "Syrian Democratic Forces"),
    ("Hassan Nasrallah, the leader of Hezbollah", "Hassan Nasrallah"),
    ("dozens of Hamas militants", "Hamas"),
    ("the Palestinian militant group Hamas", "Hamas"),
    ("Iranian-backed Houthi rebels", "Houthis"),
    ("President Trump", "Donald Trump"),
    ("Mr. Netanyahu", "Benjamin Netanyahu"),
]

NEVER = [
    ("Kataib Hezbollah", "Hezbollah"),
    ("Harakat Hezbollah al-Nujaba", "Hezbollah"),
    ("Israel Katz", "Israel"),
    ("Yisrael Beiteinu", "Israel"),
    ("Naftali Frenkel", "Naftali Bennett"),
    ("the 45th Brigade", "Popular Mobilization Forces"),
    ("the 45th Brigade of the Popular Mobilization Forces", "Popular Mobilization Forces"),
    ("Jordan Peterson", "Jordan"),
    ("Chad Wolf", "Chad"),
    ("Paris Hilton", "France"),
    ("Georgia Meloni", "Georgia"),
    ("Hassan Salman", "Qassem Soleimani"),
    ("Salman", "Qassem Soleimani"),
    ("Hussein Nasrallah", "Hassan Nasrallah"),
    ("Ruhollah Khomeini", "Ali Khamenei"),
    ("Khomeini", "Ali Khamenei"),
    ("John Kirby", "John Kerry"),
    ("John Kelly", "John Kerry"),
    ("the Reed Brigade", "Red Brigades"),
    ("Amal Darwish", "Amal Movement"),
    ("Maryam Rouhani", "Hassan Rouhani"),
    ("Barham Salih", "Ali Abdullah Saleh"),
    ("Al-Qaeda in Iraq", "Al-Qaeda"),
    ("Islamic State of the Reeds", "Islamic State"),
    ("Free Syrian Army defectors from Iraq", "Iraq"),
    ("the Iran nuclear deal", "Iran"),
    ("Iranian protesters", "Iran"),
    ("Syrian refugees", "Syria"),
    ("a Lebanese shopkeeper", "Lebanon"),
    ("the former Iraqi prime minister", "Iraq"),
    ("Russian-speaking gunmen", "Russia"),
    ("US-backed rebels", "United States"),
    ("an Iranian-backed group", "Iran"),
    ("the president of the United States", "United States"),
    ("the leader of Hamas", "Hamas"),
    ("The Guardian of London", "United Kingdom"),
    ("Turkey and Syria", "Turkey"),
    ("us", "United States"),
    ("who", "World Health Organization"),
    ("rice", "Susan Rice"),
    ("may", "Theresa May"),
    ("a mark", "Mark Esper"),
]

BODIES = [
    ("Baghdad", False, "Iraq"),
    ("Tehran", True, "Iran"),
    ("the Kremlin", True, "Russia"),
    ("Iranian warships", False, "Iran"),
    ("the government of Yemen", False, "Yemen"),
    ("the Pentagon", False, "United States"),
    ("the Pentagon", True, "Pentagon"),
    ("the Israeli army", False, "Israel"),
    ("the Israeli army", True, "Israel Defense Forces"),
    ("two American officials", True, "American officials"),
    ("Iraqi soldiers", False, "Iraq"),
    ("Russian jets", False, "Russia"),
]

HELD = [
    ("the Iranian president", date(2015, 6, 1), "Hassan Rouhani"),
    ("Iran's president", date(2010, 6, 1), "Mahmoud Ahmadinejad"),
    ("the Israeli prime minister", date(2012, 6, 1), "Benjamin Netanyahu"),
    ("Israel's chief of staff", date(2014, 6, 16), "Benny Gantz"),
    ("Israel's chief of staff", date(2019, 12, 25), "Aviv Kochavi"),
    ("the US president", date(2014, 6, 16), "Barack Obama"),
    ("the American president", date(2019, 12, 27), "Donald Trump"),
    ("the president of the United States", date(2019, 12, 27), "Donald Trump"),
    ("the French president", date(2018, 1, 1), "Emmanuel Macron"),
    ("the Syrian president", date(2016, 1, 1), "Bashar al-Assad"),
    ("the Pentagon chief", date(2019, 12, 29), "Mark Esper"),
]

NOT_HELD = [
    "the former Iranian president",
    "the next US president",
    "the Reedland president",
    "the president",
    "Iranian presidents",
]


@pytest.mark.parametrize(("text", "name"), SAME)
def test_one_actor_in_many_spellings(text: str, name: str) -> None:
    assert actor(text, REGISTRY, speaker=True).name == name


@pytest.mark.parametrize(("text", "name"), TITLED)
def test_titles_and_descriptions_are_set_aside(text: str, name: str) -> None:
    assert actor(text, REGISTRY).name == name


@pytest.mark.parametrize(("text", "never"), NEVER)
def test_a_likeness_is_not_enough(text: str, never: str) -> None:
    assert actor(text, REGISTRY).name != never


@pytest.mark.parametrize(("text", "speaker", "name"), BODIES)
def test_a_state_acts_and_its_body_speaks(text: str, speaker: bool, name: str) -> None:
    assert actor(text, REGISTRY, speaker=speaker).name == name


@pytest.mark.parametrize(("text", "day", "name"), HELD)
def test_an_office_means_its_holder_on_the_day(text: str, day: date, name: str) -> None:
    assert actor(text, REGISTRY, day=day).name == name


@pytest.mark.parametrize("text", NOT_HELD)
def test_an_office_of_nobody_known_means_nobody_known(text: str) -> None:
    assert REGISTRY.get(actor(text, REGISTRY, day=date(2019, 6, 1)).actor) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Salim al-Rubai", "Saleem el-Rubaie", True),
        ("Mohammed Darwish", "Muhammad Darwish", True),
        ("the Reed Front", "Reed Front", True),
        ("Hassan Darwish", "Hussein Darwish", False),
        ("Reed Front", "Reed Brigade", False),
        ("gunman", "gunmen", False),
    ],
)
def test_new_names_share_an_id_by_sound_alone(one: str, other: str, same: bool) -> None:
    assert (actor(one, REGISTRY).actor == actor(other, REGISTRY).actor) == same
    assert actor(one, REGISTRY).actor == identity(actor(one, REGISTRY).name)


def read(text: str, trigger: str, who: str, *others: EventMention, source: str | None = None) -> tuple[str | None, ...]:
    """Resolve the actor ``who`` of one act in a text, others being told before it; give the names it means."""
    given = told(text, trigger, who, source)
    doc = document(text, published="2019-12-28")
    resolver = Resolver.of(CodebookTables.load(), doc, [*others, given], [], analysis=analysed(text))
    return tuple(one.name for one in resolver.mention(given).actors)


def told(text: str, trigger: str, who: str, source: str | None = None) -> EventMention:
    at, start = text.index(trigger), text.rindex(who, 0, text.index(trigger))
    first = text.rfind(". ", 0, at) + 2 if ". " in text[:at] else 0
    last = text.index(".", at) + 1
    given = mention(text, trigger, actors=())
    voices = ()
    if source:
        begin = text.index(source)
        voices = (Attribution(SourceArgument(begin, begin + len(source), source), False, None, "states"),)
    return EventMention(
        **{
            **{name: getattr(given, name) for name in ("id", "doc", "path", "event", "type", "mode", "quad", "score")},
            "trigger": given.trigger,
            "sentence": Span(first, last, text[first:last]),
            "actors": (ActorArgument(start, start + len(who), who),),
            "attribution": voices,
        }
    )


@pytest.mark.parametrize(
    ("before", "act", "who", "names"),
    [
        ("Hezbollah shelled a farm. ", "The group seized a road.", "group", ("Hezbollah",)),
        ("Hezbollah shelled a farm. ", "The militant group seized a road.", "militant group", ("Hezbollah",)),
        ("Hezbollah shelled a farm. ", "The Lebanese group seized a road.", "Lebanese group", ("Hezbollah",)),
        ("Hezbollah shelled a farm. ", "The Yemeni group seized a road.", "Yemeni group", ("Yemeni group",)),
        ("Hezbollah shelled a farm. ", "A group seized a road.", "group", ("group",)),
        ("Saudi Arabia shelled a farm. ", "The kingdom seized a road.", "kingdom", ("Saudi Arabia",)),
        ("Iran shelled a farm. ", "The kingdom seized a road.", "kingdom", ("kingdom",)),
        ("Iran shelled a farm. ", "The Islamic republic seized a road.", "Islamic republic", ("Iran",)),
        ("Iran shelled a farm. ", "It seized a road.", "It", ("Iran",)),
        ("Hassan Rouhani shelled a farm. ", "He seized a road.", "He", ("Hassan Rouhani",)),
        ("Hassan Rouhani shelled a farm. ", "It seized a road.", "It", (None,)),
        ("Iran shelled a farm. ", "He seized a road.", "He", (None,)),
        ("President Hassan Rouhani shelled a farm. ", "The president seized a road.", "president", ("Hassan Rouhani",)),
    ],
)
def test_a_reference_means_whom_the_report_named(before: str, act: str, who: str, names: tuple[str | None]) -> None:
    text = before + act
    assert read(text, "seized", who, told(text, "shelled", before.partition(" shelled")[0])) == names


def test_a_reference_is_implicit_and_says_why() -> None:
    text = "Hezbollah shelled a farm. The group seized a road."
    first, second = told(text, "shelled", "Hezbollah"), told(text, "seized", "group")
    doc = document(text, published="2019-12-28")
    found = Resolver.of(CodebookTables.load(), doc, [first, second], []).mention(second).actors[0]
    assert (found.implicit, found.reason) == (True, "'group': Hezbollah named before")


def test_both_sides_are_two() -> None:
    text = "Iran shelled a farm. Israel burned a mill. Both sides seized a road."
    others = told(text, "shelled", "Iran"), told(text, "burned", "Israel")
    assert sorted(map(str, read(text, "seized", "Both sides", *others))) == ["Iran", "Israel"]


@pytest.mark.parametrize(
    ("source", "who", "name"),
    [("Mike Pompeo", "we", "United States"), ("Hezbollah", "we", "Hezbollah"), ("Mike Pompeo", "I", "Mike Pompeo")],
)
def test_we_are_the_side_of_whoever_speaks(source: str, who: str, name: str) -> None:
    text = f"{source} said {who} seized a road."
    assert read(text, "seized", who, source=source) == (name,)


@pytest.mark.parametrize(
    ("text", "who", "name"),
    [
        ("The Reed Valley Front (RVF) spoke. On Monday RVF seized a road.", "RVF", "Reed Valley Front"),
        ("The Reed Valley Front (RVF) spoke. RVF fighters seized a road.", "RVF fighters", "Reed Valley Front"),
        ("The Somali Dune Forces (SDF) spoke. On Monday the SDF seized a road.", "SDF", "Somali Dune Forces"),
        ("Nobody spoke. On Monday the SDF seized a road.", "SDF", "Syrian Democratic Forces"),
        ("Amal Darwish of Reedham spoke. On Monday Darwish seized a road.", "Darwish", "Amal Darwish"),
        ("Amal and Omar Reed spoke. Amal Darwish and Omar Darwish met. Darwish seized a road.", "Darwish", "Darwish"),
    ],
)
def test_the_text_explains_short_names(text: str, who: str, name: str) -> None:
    assert read(text, "seized", who) == (name,)


def test_the_traps_are_as_many_as_promised() -> None:
    assert len(SAME) + len(TITLED) + len(NEVER) + len(BODIES) + len(HELD) + len(NOT_HELD) >= 150
