from __future__ import annotations

import pytest

from sayso.text.language import language_of

ENGLISH = "The army said on Sunday that it had taken the bridge, and that four of its men were wounded."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("قال الجيش يوم الأحد إنه سيطر على الجسر وإن أربعة من جنوده أصيبوا في القتال قرب القرية", "ar"),
        ("ارتش روز یکشنبه گفت که پل را گرفته است و چهار تن از نیروهایش در درگیری نزدیک روستا زخمی شده‌اند", "fa"),
        ("הצבא אמר ביום ראשון כי כבש את הגשר וכי ארבעה מחייליו נפצעו בקרב ליד הכפר שעל הגבול", "he"),
        ("Армия заявила в воскресенье, что взяла мост и что четверо её солдат были ранены в бою у деревни", "ru"),
        ("L'armée a déclaré dimanche qu'elle avait pris le pont et que quatre de ses soldats étaient blessés.", "fr"),
        (
            "Ordu pazar günü köprüyü aldığını ve dört askerinin köydeki çatışmada yaralandığını söyledi.",
            "tr",
        ),
    ],
)
def test_language_of_a_paragraph(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        (ENGLISH, "en_GB", "en-GB"),
        (ENGLISH, "French", "en"),
        ("Raid on bridge", None, "en"),
        ("Raid on bridge", "Arabic", "ar"),
        ("12 34", None, None),
        ("12 34", "fa", "fa"),
        ("", "", None),
    ],
)
def test_what_the_metadata_state(text: str, stated: str | None, language: str | None) -> None:
    assert language_of(text, stated) == language


def test_the_language_of_most_of_a_mixed_text_decides() -> None:
    french = "L'armée a déclaré dimanche qu'elle avait pris le pont. "
    assert language_of(french * 2 + ENGLISH * 40) == "en"
    assert language_of(ENGLISH + french * 60) == "fr"


def test_a_text_plainly_in_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded() -> object:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("sayso.text.language._identifier", loaded)
    assert language_of(ENGLISH, "en-GB") == "en-GB"
    assert (
        language_of("Israeli jets hit a depot near Palmyra on Friday night, wounding at least five guards, SANA said.")
        == "en"
    )
    with pytest.raises(AssertionError, match="the model was loaded"):
        language_of("Het leger zei zondag dat het de brug in handen had en dat er vier man gewond was geraakt.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Het leger zei zondag dat het de brug in handen had en dat er vier man gewond was geraakt.", "nl"),
        ("Hæren sagde søndag, at den havde taget broen, og at fire af dens mænd var blevet såret.", "da"),
        ("Sinabi ng hukbo noong Linggo na nakuha nito ang tulay at apat sa mga tauhan nito ay nasugatan.", "tl"),
    ],
)
def test_languages_that_share_small_words_with_english_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language
