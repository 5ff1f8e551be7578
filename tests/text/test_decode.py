from __future__ import annotations

import io
import json

import pytest

from sayso.config import ReadOptions
from sayso.errors import InputError
from sayso.record.documents import Metadata, RawDocument, Segment
from sayso.text import decode
from sayso.text.formats.table_row import cells


def raw(content: bytes | str, media_type: str = "text/plain", **fields: object) -> RawDocument:
    encoded = content.encode() if isinstance(content, str) else content
    return RawDocument("a", encoded, "", media_type, "test/1", **fields)  # type: ignore[arg-type]


def article(**fields: object) -> RawDocument:
    return raw(json.dumps(fields), "application/json")


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
@pytest.mark.parametrize("text", ["One line", "A\r\n\r\nB\r\n", " \n# Calm\n\nAll\u00a0day.\u200c\n"])
def test_a_text_is_unchanged(text: str, media_type: str) -> None:
    body = decode(raw(text, media_type))
    assert (body.text, body.parts, body.warnings) == (text, (), ())


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        ("", "text/plain", "empty"),
        (" \r\n\t\u00a0\n", "text/plain", "empty"),
        (b"A stray\0 NUL.", "text/plain", "nul_bytes"),
        ("{", "application/json", "bad_json"),
        ('{"text": "A" "B"}', "application/json", "bad_json"),
        ('{"text": "A", "n": ' + "9" * 5000 + "}", "application/json", "bad_json"),
        ('{"text": "A", "deep": ' + "[" * 100_000 + "]" * 100_000 + "}", "application/json", "deep_json"),
        ('["A"]', "application/json", "no_text_field"),
        ('{"title": "A"}', "application/json", "no_text_field"),
        ('{"text": {"inner": "A"}}', "application/json", "no_text_field"),
        ('{"text": " "}', "application/json", "empty"),
        ("<html><body></body></html>", "text/html", "no_text"),
        ("", "text/html", "no_text"),
        (b"%PDF-1.4\nbroken", "application/pdf", "broken_pdf"),
        ("A", "image/png", "unsupported"),
    ],
)
def test_what_is_refused(content: bytes | str, media_type: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(raw(content, media_type, locator="row 3"))
    assert caught.value.reason == reason
    assert (caught.value.path, caught.value.locator) == ("a", "row 3")
    assert caught.value.remedy


def test_a_missing_text_field_names_the_fields_there_are() -> None:
    with pytest.raises(InputError, match="headline, lede"):
        decode(article(headline="A", lede="B"))


@pytest.mark.parametrize(
    ("top", "stated"),
    [
        (
            "---\ntitle: 'Calm: a report'\ndate: 2019-12-03\nauthors: [L. Qasim, R. Haddad]\n---\n",
            Metadata(title="Calm: a report", published="2019-12-03", authors=("L. Qasim", "R. Haddad")),
        ),
        # A colon in the value is no YAML, and what people write.
        (
            "---\r\ntitle: Calm: a report\r\nsource: Rafid Post\r\n---\r\n",
            Metadata("Calm: a report", "Rafid Post"),
        ),
        ("Title: Calm\nDate: 3 December 2019\n", Metadata(title="Calm", published="3 December 2019")),
    ],
)
def test_front_matter_of_markdown(top: str, stated: Metadata) -> None:
    text = top + "\nNo shot was heard.\n"
    body = decode(raw(text, "text/markdown"))
    assert body.text == text
    assert body.stated == stated
    assert body.parts == (Segment(0, len(top.rstrip()), "furniture"),)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nNo shot was heard.\n",
        "---\nNo shot was heard.\n---\n",
        "Title: one line alone is prose\n\nNo shot was heard.",
        "Basra: calm\nTyre: calm\n\nNo shot was heard.",
        "Title: Calm\nDate: Monday\nNo blank line follows.",
        "---\n" + "[" * 9000 + "\n---\n",
    ],
)
def test_what_only_looks_like_front_matter(text: str) -> None:
    assert decode(raw(text, "text/markdown")).parts == ()


def test_plain_text_has_front_matter_only_between_fences() -> None:
    assert decode(raw("Title: Calm\nDate: Monday\n\nNo shot.")).stated == Metadata()
    assert decode(raw("---\ntitle: Calm\n---\nNo shot.")).stated == Metadata(title="Calm")


def test_a_news_article_of_schema_org() -> None:
    body = decode(
        article(
            headline="Calm in Basra",
            articleBody="No shot was heard.\nAll day.",
            datePublished="2019-12-03T08:00:00+03:00",
            author=[{"@type": "Person", "name": "L. Qasim"}, {"name": "R. Haddad"}],
            publisher={"@type": "Organization", "name": "Rafid Post"},
            mainEntityOfPage={"@id": "https://rafid.example/calm"},
            inLanguage="en",
        )
    )
    assert body.text == "No shot was heard.\nAll day."
    assert body.stated == Metadata(
        title="Calm in Basra",
        outlet="Rafid Post",
        authors=("L. Qasim", "R. Haddad"),
        published="2019-12-03T08:00:00+03:00",
        url="https://rafid.example/calm",
        language="en",
    )


def test_what_an_object_states_comes_before_the_options() -> None:
    options = ReadOptions(given=Metadata(outlet="Another", language="en"))
    stated = decode(article(text="Calm.", outlet="Rafid Post"), options).stated
    assert (stated.outlet, stated.language) == ("Rafid Post", "en")


def test_a_mapped_field_is_the_only_one_looked_at() -> None:
    options = ReadOptions(columns=(("text", "prose"), ("title", "top")))
    body = decode(article(text="No.", prose="Calm.", title="No.", top="Calm"), options)
    assert (body.text, body.stated.title) == ("Calm.", "Calm")
    with pytest.raises(InputError, match="no field holds the text"):
        decode(article(text="No."), options)


def test_html_in_a_field_becomes_its_paragraphs() -> None:
    markup = (
        "<h2>Calm</h2><p>No shot&nbsp;was\n <b>heard</b>.</p><!-- x --><p>All<br>day.</p>"
        "<figure><figcaption><span>A street.</span></figcaption></figure><script>x()</script>tail"
    )
    body = decode(article(text=markup))
    assert body.text == "Calm\n\nNo shot\u00a0was heard.\n\nAll\n\nday.\n\nA street.\n\ntail"
    assert [body.text[part.start : part.end] for part in body.parts if part.kind == "caption"] == ["A street."]


@pytest.mark.parametrize("text", ["<3 from Basra", "<Calm> they said", "A <p>mark</p> inside", "5 < 6 > 4"])
def test_text_with_a_bracket_is_unchanged(text: str) -> None:
    assert decode(article(text=text)).text == text


def test_an_escape_that_names_no_character() -> None:
    body = decode(raw('{"text": "Ca\\ud800lm\\u0000.", "title": "T\\udfff"}', "application/json"))
    assert body.text == "Ca\ufffdlm\ufffd."
    assert body.stated.title == "T\ufffd"
    assert [reason for reason, _ in body.warnings] == ["unstorable_characters"]


@pytest.mark.parametrize(
    ("record", "media_type", "text"),
    [
        ('A,"Calm, he said.\n\n""All"" day."', "text/csv", 'Calm, he said.\n\n"All" day.'),
        ("A\tCalm, he said.", "text/tab-separated-values", "Calm, he said."),
        ("A;Calm, he said.", 'text/csv; delimiter=";"', "Calm, he said."),
        ("A,Calm.,extra", "text/csv", "Calm."),
    ],
)
def test_the_text_of_a_row(record: str, media_type: str, text: str) -> None:
    body = decode(raw(record, media_type, columns=("Title", "Text")))
    assert (body.text, body.stated.title) == (text, "A")


def test_a_row_that_is_too_long_or_too_short() -> None:
    body = decode(raw("A,Calm.,extra", "text/csv", columns=("title", "text")))
    assert [reason for reason, _ in body.warnings] == ["extra_cells"]
    with pytest.raises(InputError, match="no field holds the text"):
        decode(raw("A", "text/csv", columns=("title", "text")))


def test_a_cell_may_be_longer_than_the_standard_library_allows() -> None:
    assert cells(f'"{"a" * 400_000}",b', ",") == ["a" * 400_000, "b"]


def make_pdf(*pages: str, password: str | None = None) -> bytes:
    pytest.importorskip("reportlab")
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=password)
    canvas.setTitle("template.dot")
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(72, 700 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_the_pages_of_a_pdf() -> None:
    body = decode(raw(make_pdf("No shot was\nheard.", "All day."), "application/pdf"))
    assert body.text == "No shot was\nheard.\n\nAll day."
    assert body.stated == Metadata()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(make_pdf("", ""), "no_text_layer"), (make_pdf("Calm.", password="secret"), "encrypted_pdf")],
)
def test_a_pdf_without_text_to_be_had(content: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(raw(content, "application/pdf"))
    assert caught.value.reason == reason


def test_a_page_that_cannot_be_read_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf

    read = pypdf.PageObject.extract_text

    def fail_on_the_first(page: pypdf.PageObject) -> str:
        if page.page_number == 0:
            raise KeyError("/Font")
        return read(page)

    monkeypatch.setattr(pypdf.PageObject, "extract_text", fail_on_the_first)
    body = decode(raw(make_pdf("One.", "Two."), "application/pdf"))
    assert body.text == "Two."
    assert [reason for reason, _ in body.warnings] == ["broken_page"]


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8, 0.95])
def test_a_pdf_cut_short_gives_its_text_or_a_reason(cut: float) -> None:
    content = make_pdf("One.", "Two.", "Three.")
    try:
        assert "One." in decode(raw(content[: int(len(content) * cut)], "application/pdf")).text
    except InputError as error:
        assert error.reason in ("broken_pdf", "no_text_layer")
