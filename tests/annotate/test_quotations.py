from __future__ import annotations

import pytest

from tests.annotate.test_sentences import analysed


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We go,” he said. “Now.”", "We go , Now ."),
        ('"We go," he said. "Now."', "We go , Now ."),
        ("He called it a ‘plan’ of sorts.", "plan"),
        ("'We go,' he said of Hamas' men.", "We go ,"),
        ("“They said ‘no’ to us,” he said.", "They said ' no ' to us ,"),
        ("Hamas' men and the army's guns.", ""),
        ("He said: “We go and", "We go and"),
        ("We go,” he said.", ""),
        ("“We go.\n\nThey stayed.", "We go ."),
        ('He said " no " twice.', "no"),
        ("", ""),
    ],
)
def test_quoted_tokens(text: str, quoted: str) -> None:
    found = analysed(text)
    assert " ".join(word for word, flag in zip(found.words, found.quoted, strict=True) if flag) == quoted
