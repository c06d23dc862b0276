"""Banks: the packaged ones are sound, and a fault in one is told with file, line, field and what was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import BankError
from coach.records.probes import Probe
from coach.records.profiles import load_profile, load_profiles
from coach.records.question_banks import Bank, BankQuestion, find_banks, load_bank
from scoring.answer import Answer, Word
from scoring.question import MaxSeconds, MustMention
from scoring.score import score_answer
from scoring.sentences import split_sentences
from tests.scoring.spoken import STORY

BANKS = find_banks()
QUESTIONS = [(bank, entry) for bank in BANKS.values() for entry in bank.questions]
IDS = [entry.question.id for _, entry in QUESTIONS]

SMALL = """\
id: small
title: A small bank
role: annotator
questions:
  - id: one
    kind: technical
    text: Say why, in sixty seconds.
    skill: Basics
    difficulty: 1
    minutes: 1.5
    constraints:
      - {kind: max_seconds, limit: 60}
      - {kind: must_mention, term: label}
    concepts:
      - name: noise
        variants: [noise, noisy]
    rephrasings: ["Why, in sixty seconds?"]
    probes:
      - id: more
        text: And then?
        when: {concept_missing: [noise]}
        probes:
          - id: still-more
            text: And after that?
            when: {always: true}
    interjection: One moment.
    beginner: Because.
    expert: Because of noise.
"""


def write(folder: Path, text: str, name: str = "small.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_bank_is_read_as_it_is_written(tmp_path: Path) -> None:
    bank = load_bank(write(tmp_path, SMALL))
    entry = bank.questions[0]
    assert (bank.id, bank.role, entry.question.id, entry.question.kind) == ("small", "annotator", "one", "technical")
    assert entry.question.constraints == (MaxSeconds(60), MustMention("label"))
    assert entry.question.concepts[0].variants == ("noise", "noisy")
    assert entry.probes[0].probes[0].when.always
    assert entry.patience == 1.0
    assert bank.find("one") is entry and bank.find("two") is None


FAULTS = [
    ("kind: technical", "kind: techical", r"small.yaml:6: questions\[0\].kind: .*'behavioural', 'technical'.*techical"),
    ("difficulty: 1", "difficulty: 4", r"small.yaml:9: questions\[0\].difficulty: .*1, 2 or 3"),
    ("    skill: Basics\n", "", r"small.yaml:5: questions\[0\].skill: this field is required"),
    ("skill: Basics", "skil: Basics", r"small.yaml:8: questions\[0\].skil: no such field"),
    ("limit: 60", "limt: 60", r"small.yaml:12: questions\[0\].constraints\[0\]: constraint max_seconds needs limit"),
    ("limit: 60", "limit: sixty", r"small.yaml:12: .*constraint max_seconds, limit: .*number"),
    ("limit: 60", "limit: -5", r"small.yaml:12: .*limit: expected a number above 0"),
    ("limit: 60", "limit: .nan", r"small.yaml:12: .*limit: expected a number above 0, not nan"),
    ("limit: 60", "limit: true", r"small.yaml:12: .*limit: expected a number above 0, not True"),
    ("limit: 60", "limit: 60, why: x", r"small.yaml:12: .*max_seconds has no field why"),
    ("max_seconds", "max_secs", r"small.yaml:12: .*unknown constraint kind 'max_secs'; expected one of max_seconds"),
    ("term: label", "term: ' '", r"small.yaml:13: .*term: expected some words"),
    ("{kind: must_mention, term: label}", "ninety", r"small.yaml:13: .*expected a mapping"),
    ("[noise]", "[nose]", r"small.yaml:21: .*probes\[0\].when.concept_missing\[0\]: unknown 'nose'; .*question: noise"),
    (
        "{always: true}",
        "{constraint_broken: [avoid]}",
        r"small.yaml:25: .*unknown 'avoid'; .*max_seconds, must_mention",
    ),
    ("{always: true}", "{star_missing: [result]}", r"small.yaml:25: .*technical question is not read for STAR-R"),
    ("{always: true}", "{}", r"small.yaml:25: questions\[0\].probes\[0\].probes\[0\].when: expected at least one"),
    ("{always: true}", "{allways: true}", r"small.yaml:25: .*when.allways: no such field"),
    ("{always: true}", "{flag: [boring]}", r"small.yaml:25: .*flag\[0\]: .*rambling"),
    ("{always: true}", "{shorter_than: 0}", r"small.yaml:25: .*shorter_than: .*greater than 0"),
    ("id: still-more", "id: more", r"small.yaml:23: .*probes\[0\].probes\[0\].id: 'more' is taken by another probe"),
    ("variants: [noise, noisy]", "variants: []", r"small.yaml:16: .*variants: .*at least 1"),
    ("id: small", "id: Small Bank", r"small.yaml:1: id: "),
    ("text: And then?", "text: ''", r"small.yaml:20: .*probes\[0\].text: "),
    ("minutes: 1.5", "minutes: 0", r"small.yaml:10: .*minutes: .*greater than 0"),
    ("minutes: 1.5", "minutes: 1.5\n    minutes: 2", r"small.yaml:11: questions\[0\].minutes: written twice"),
    ("expert: Because of noise.", "expert: 5", r"small.yaml:28: .*expert: .*string \(found 5\)"),
]


@pytest.mark.parametrize(("good", "bad", "says"), FAULTS, ids=[bad[:28] or "removed" for _, bad, _ in FAULTS])
def test_a_fault_names_file_line_and_field(tmp_path: Path, good: str, bad: str, says: str) -> None:
    assert good in SMALL
    with pytest.raises(BankError, match=says):
        load_bank(write(tmp_path, SMALL.replace(good, bad, 1)))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = SMALL.replace("difficulty: 1", "difficulty: 9").replace("kind: technical", "kind: odd")
    with pytest.raises(BankError) as told:
        load_bank(write(tmp_path, text))
    assert [line.split(": ")[0] for line in str(told.value).splitlines()] == ["small.yaml:6", "small.yaml:9"]


def test_a_question_id_is_used_once(tmp_path: Path) -> None:
    question = SMALL.split("questions:\n")[1]
    with pytest.raises(BankError, match=r"small.yaml:29: questions\[1\].id: 'one' is taken by questions\[0\]"):
        load_bank(write(tmp_path, SMALL + question))


@pytest.mark.parametrize("text", ["[1, 2]", "just words", "questions: {}", "id: x\ntitle: y\nrole: z\nquestions: []"])
def test_what_is_no_bank_at_all_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(BankError, match=r"small.yaml:\d+: "):
        load_bank(write(tmp_path, text))


def test_own_banks_join_the_packaged_ones(tmp_path: Path) -> None:
    path = write(tmp_path, SMALL)
    assert set(find_banks(tmp_path)) == set(find_banks(path)) == {*BANKS, "small"}
    write(tmp_path, SMALL, "twin.yaml")
    with pytest.raises(BankError, match=r"twin.yaml: id: 'small' is taken by small.yaml"):
        find_banks(tmp_path)
    (tmp_path / "twin.yaml").write_text(SMALL.replace("id: small", "id: ai-trainer-core"), "utf-8")
    with pytest.raises(BankError, match="'ai-trainer-core' is taken by a packaged bank"):
        find_banks(tmp_path)
    with pytest.raises(BankError, match="no such file or folder"):
        find_banks(tmp_path / "nowhere")


def test_the_core_bank_has_its_questions() -> None:
    assert [q.question.id for q in BANKS["ai-trainer-core"].questions] == [
        "ground-truth",
        "systematic-vs-random-error",
        "unclear-guidelines",
        "ambiguous-bank",
        "creative-hallucination",
        "peer-disagreement",
        "resume-most-relevant",
        "resume-quality-metric",
        "behavioural-changed-mind",
        "behavioural-tight-deadline",
    ]


def all_probes(probes: tuple[Probe, ...]) -> Iterator[Probe]:
    for probe in probes:
        yield probe
        yield from all_probes(probe.probes)


@pytest.mark.parametrize(("bank", "entry"), QUESTIONS, ids=IDS)
def test_a_packaged_question_is_complete(bank: Bank, entry: BankQuestion) -> None:
    assert entry.question.constraints
    assert 3 <= len(entry.question.concepts) <= 5
    assert len(entry.rephrasings) >= 2
    assert len(entry.probes) >= 3 and any(probe.probes for probe in entry.probes)
    assert not [probe.id for probe in all_probes(entry.probes) if len(probe.rephrasings) < 2]
    assert entry.interjection and entry.beginner and entry.expert and entry.skill


@pytest.mark.parametrize(("bank", "entry"), QUESTIONS, ids=IDS)
def test_the_interviewer_never_says_the_same_twice_nor_two_questions_at_once(bank: Bank, entry: BankQuestion) -> None:
    probes = [text for probe in all_probes(entry.probes) for text in (probe.text, *probe.rephrasings)]
    cut_in = [entry.interjection, *entry.interjection_rephrasings]
    said = [entry.question.text, *entry.rephrasings, *probes, *cut_in]
    assert len(set(said)) == len(said)
    assert all(line.count("?") <= 1 for line in (*probes, *cut_in))


NUMBERS = {1: "one", 2: "two", 3: "three", 6: "six", 8: "eight", 45: "forty-five", 75: "seventy-five", 90: "ninety"}
NUMBERS |= {100: "hundred", 120: "two minutes"}
SPOKEN = {
    "max_seconds": "{limit}",
    "min_seconds": "{limit}",
    "exact_examples": "exactly {count} example",
    "max_sentences": "{limit} sentences",
    "sentences_between": "{low} to {high} sentences",
    "must_mention": "mention .*{term}",
    "avoid": "avoid the word {term}",
    "steps_first": "step",
    "yes_no_first": "yes or no",
    "answer_first": "first",
    "ordered_list": "{count}",
}


@pytest.mark.parametrize(("bank", "entry"), QUESTIONS, ids=IDS)
def test_every_constraint_is_spoken_in_every_wording(bank: Bank, entry: BankQuestion) -> None:
    for constraint in entry.question.constraints:
        names = {name: getattr(constraint, name) for name in constraint.__dataclass_fields__ if name != "kind"}
        spoken = {name: NUMBERS.get(value, value) for name, value in names.items()}
        pattern = SPOKEN[constraint.kind].format(**spoken)
        for wording in (entry.question.text, *entry.rephrasings):
            assert re.search(pattern, wording, re.IGNORECASE), (constraint, wording)


@pytest.mark.parametrize(("bank", "entry"), QUESTIONS, ids=IDS)
def test_the_expert_keeps_every_constraint_and_scores_above_the_beginner(bank: Bank, entry: BankQuestion) -> None:
    expert, beginner = (score_answer(entry.question, spoken(text)) for text in (entry.expert, entry.beginner))
    assert [c.kind for c in expert.constraints if c.satisfied is not True] == []
    assert expert.overall is not None and beginner.overall is not None
    assert expert.overall >= beginner.overall + 10
    assert expert.flags == ()


@pytest.mark.parametrize("question_id", ["test-verifier", "marked-as-mistake", "hidden-instructions", "ground-truth"])
def test_a_story_about_something_else_uses_none_of_the_ideas(question_id: str) -> None:
    entry = next(entry for _, entry in QUESTIONS if entry.question.id == question_id)
    assert not [
        concept.name for concept in score_answer(entry.question, spoken(" ".join(STORY))).concepts if concept.used
    ]


CAREFUL = (
    "Ninety-two percent sounds great, but I'd be careful. Maybe the model saw the test before, because it's public. "
    "I'd make new questions and see if it still gets ninety-two. And I'd look at which ones it gets wrong, because if "
    "it's always the medical ones then that's a problem for us."
)


def test_an_answer_that_uses_most_ideas_is_not_generic() -> None:
    entry = next(entry for _, entry in QUESTIONS if entry.question.id == "high-benchmark")
    card = score_answer(entry.question, spoken(CAREFUL))
    assert sum(concept.used for concept in card.concepts) == 3 and card.flags == ()


def test_no_two_packaged_questions_have_one_id() -> None:
    assert len(set(IDS)) == len(IDS)


def spoken(text: str) -> Answer:
    """150 words a minute."""
    words = [Word(w, i * 0.4, i * 0.4 + 0.35) for i, w in enumerate(text.split())]
    return Answer(split_sentences(words), response_delay=1.0)


def test_profiles_come_with_the_default_first() -> None:
    profiles = load_profiles()
    assert next(iter(profiles)) == "adaptive"
    assert {"adaptive", "adaptive-screen", "verbatim-one-shot", "long-form-expert", "one-way-video"} <= set(profiles)
    assert {"friendly-practice", "rapid"} <= set(profiles)
    assert "long-form" in profiles and profiles["long-form"].id == "long-form-expert"
    assert profiles["verbatim-one-shot"].follow_ups_total == 0 and profiles["verbatim-one-shot"].hard_cut


def test_a_fault_in_a_profile_is_told(tmp_path: Path) -> None:
    text = "id: mine\ntitle: Mine\nabout: Mine\nminutes: soon\nmax_questions: 2\nfollow_ups_per_question: 1\n"
    path = write(tmp_path, text + "follow_ups_total: 1\nlazy: true\n", "mine.yaml")
    with pytest.raises(BankError, match=r"mine.yaml:4: minutes: .*\nmine.yaml:8: lazy: no such field"):
        load_profile(path)
    write(tmp_path, text.replace("soon", "5").replace("id: mine", "id: rapid") + "follow_ups_total: 1\n", "mine.yaml")
    with pytest.raises(BankError, match="'rapid' is taken"):
        load_profiles(tmp_path)


@pytest.mark.parametrize(
    "profile_id", ["verbatim-one-shot", "adaptive-screen", "long-form-expert", "one-way-video", "friendly-practice"]
)
def test_a_named_profile_says_what_it_resembles_and_what_is_not_known(profile_id: str) -> None:
    profile = load_profiles()[profile_id]
    assert len(profile.resembles.split()) > 10 and len(profile.not_known.split()) > 5
