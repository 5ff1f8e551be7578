"""Decode one JSON object that holds a report, such as a schema.org NewsArticle."""

from __future__ import annotations

import json

from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.record.documents import RawDocument
from sayso.text.body import Body
from sayso.text.formats.encoding import characters
from sayso.text.formats.fields import stated_by, text_of
from sayso.text.formats.markup import body_of_field


def decode_json(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode an object; its text field alone is the text of record, unchanged unless it is HTML.

    What the object does not state of itself is taken from ``options.given``.

    Raises:
        UndecodableInput: ``bad_json``, ``deep_json`` or ``no_text_field``.
    """
    source, warnings = characters(raw.content)
    article = _parsed(source)
    if not isinstance(article, dict):
        raise UndecodableInput(
            "no_text_field",
            f"the value is a JSON {_KINDS.get(type(article), 'number')}, not an object",
            remedy='Make it an object with a text: {"text": "…"}',
        )
    stated = stated_by(article, options).over(options.given)
    return body_of_field(text_of(article, options), stated, warnings)


def article_of(raw: RawDocument) -> object:
    """Give the JSON value that a raw document is.

    Raises:
        UndecodableInput: ``bad_json`` or ``deep_json``; ``nul_bytes`` or ``unknown_encoding``.
    """
    return _parsed(characters(raw.content)[0])


_KINDS = {list: "array", str: "string", bool: "truth value", type(None): "null"}


def _parsed(source: str) -> object:
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        raise UndecodableInput(
            "bad_json",
            f"the JSON breaks at line {error.lineno}, column {error.colno}: {error.msg}",
            remedy="Mend it, or save it anew as JSON",
        ) from None
    except RecursionError:
        raise UndecodableInput(
            "deep_json", "the JSON is nested too deep", remedy="Give the text a field near the top"
        ) from None
    except ValueError as error:  # a number of over 4,300 digits
        raise UndecodableInput("bad_json", str(error), remedy="Mend it, or save it anew as JSON") from None
