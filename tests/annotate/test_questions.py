"""Questions: groups that see the same words, and their arrays."""

from __future__ import annotations

import numpy as np

from sayso.annotate.questions import MOST, Question, question_groups, reader_inputs


def test_questions_that_see_the_same_words_are_asked_together() -> None:
    asked = [Question(0, (at % 7, at % 7 + 1), (0, 7) if at % 2 else (3, 9)) for at in range(2 * MOST + 2)]
    groups = list(question_groups(asked))
    assert sorted(map(len, groups)) == [1, 1, MOST, MOST]
    assert all(len({one.context for one in group}) == 1 for group in groups)
    assert sorted(one.focus for group in groups for one in group) == sorted(one.focus for one in asked)


def test_the_arrays_of_a_question() -> None:
    words = np.arange(40, dtype=np.float32)[:, None]
    found = reader_inputs([Question(3, (20, 22), (1, 40))], words, words, [(0, 10), (10, 30), (30, 40)])
    assert found["narrowed"].shape == (1, 39, 1) and found["narrowed"][0, 0, 0] == 1
    assert found["focused"].tolist() == [[20.5]] and found["kind"].tolist() == [3]
    assert np.flatnonzero(found["focus"][0]).tolist() == [19, 20]
    assert found["distance"][0, [0, 18, 19, 20, 21, 38]].tolist() == [13, 31, 32, 32, 33, 50]
    assert found["side"][0, [0, 9, 28, 29]].tolist() == [0, 1, 1, 2]
