"""`coach score` on a corpus, `coach rubric` and `coach calibrate`, as a person calls them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.rubric import HOUSE
from scoring.rubric_form import RubricError, parse_rubric, rubric_form
from tests.scoring.spoken import NEUTRAL, STORY, spoken


def _coach(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "coach", *args], capture_output=True, text=True, check=False)


def _item(number: int) -> str:
    said = spoken(*STORY[: 1 + number % len(STORY)]).sentences
    item = {
        "id": f"a-{number}",
        "question": {"text": f"{NEUTRAL} {number % 7}", "kind": "behavioural", "constraints": [], "concepts": []},
        "sentences": [{"text": s.text, "start": s.start, "end": s.end} for s in said],
        "ratings": {"kim": 10 + 18 * (number % 5), "lee": 15 + 16 * (number % 5)},
    }
    return json.dumps(item)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    file = tmp_path / "answers.jsonl"
    file.write_text("".join(_item(n) + "\n" for n in range(40)), "utf-8")
    return file


def test_any_number_of_workers_writes_the_same_bytes(corpus: Path) -> None:
    one, two = _coach("score", str(corpus)), _coach("score", str(corpus), "--workers", "2")
    assert one.returncode == two.returncode == 0
    assert one.stdout == two.stdout and one.stdout.count("\n") == 40


def test_a_bad_line_is_told_by_its_number_and_passed_over_only_when_asked(corpus: Path) -> None:
    lines = corpus.read_text("utf-8").splitlines()
    corpus.write_text("\n".join([*lines[:2], '{"id": ', *lines[2:4]]), "utf-8")
    strict, lenient = _coach("score", str(corpus)), _coach("score", str(corpus), "--skip-bad")
    assert strict.returncode == 1 and "answers.jsonl:3" in strict.stderr
    assert lenient.returncode == 0 and "answers.jsonl:3" in lenient.stderr
    assert lenient.stdout.count("\n") == 4


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('{"text": ["I did it."]}', 'text: expected text, not ["I did it."]; expected {"sentences"'),
        ('{"words": [{"text": 5, "start": 1, "end": 2}]}', "word 1: expected text, not 5"),
        ('{"words": [{"text": "I"}]}', "'start' is missing"),
        ('{"words": ["I"]}', "with text, start and end in each of a list"),
        ("", "not JSON at column 1"),
    ],
)
def test_one_answer_that_cannot_be_is_refused_with_what_was_expected(tmp_path: Path, written: str, says: str) -> None:
    file = tmp_path / "answer.json"
    file.write_text(written, "utf-8")
    refused = _coach("score", str(file), "--question", "ground-truth")
    assert refused.returncode == 1 and says in refused.stderr and "Traceback" not in refused.stderr
    assert refused.stdout == ""
    file.write_text('\ufeff{"text": "I measured it."}', "utf-8")
    assert "I measured it." in _coach("score", str(file), "--question", "ground-truth").stdout


def test_a_corpus_without_answers_says_so(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text("\n\n", "utf-8")
    scored = _coach("score", str(file))
    assert (scored.returncode, scored.stdout) == (0, "") and "answers.jsonl: there is no answer in it" in scored.stderr


def test_a_run_that_was_cut_off_goes_on_to_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    whole = _coach("score", str(corpus)).stdout
    out = tmp_path / "scores.jsonl"
    out.write_text(whole[: len(whole) // 2], "utf-8")
    assert _coach("score", str(corpus), "--resume", str(out)).returncode == 0
    assert out.read_text("utf-8") == whole


@pytest.mark.parametrize("kept", ["all of it", "its last line, not ended", "something else", "a list\n"])
def test_what_is_no_file_of_scores_is_left_as_it_is_by_a_run_that_would_go_on_in_it(
    corpus: Path, tmp_path: Path, kept: str
) -> None:
    other = tmp_path / "other.jsonl"
    answers = corpus.read_text("utf-8")
    texts = {"all of it": answers, "its last line, not ended": answers.splitlines()[-1], "a list\n": "[1]\n"}
    other.write_text(texts.get(kept, kept), "utf-8")
    before = other.read_bytes()
    refused = _coach("score", str(corpus), "--resume", str(other))
    assert refused.returncode == 1 and "other.jsonl:1: not a line of scores" in refused.stderr
    assert other.read_bytes() == before


def test_answers_are_never_gone_on_in_as_their_own_scores(corpus: Path) -> None:
    corpus.write_text(corpus.read_text("utf-8").rstrip(), "utf-8")
    before = corpus.read_bytes()
    refused = _coach("score", str(corpus), "--resume", str(corpus))
    assert refused.returncode == 2 and "the answers themselves" in refused.stderr
    assert corpus.read_bytes() == before


def test_a_second_line_with_one_id_is_bad_by_its_number_also_where_the_run_goes_on(
    corpus: Path, tmp_path: Path
) -> None:
    one, other = corpus.read_text("utf-8").splitlines()[:2]
    corpus.write_text("\n".join([one, other, one]), "utf-8")
    strict = _coach("score", str(corpus))
    assert strict.returncode == 1 and "answers.jsonl:3" in strict.stderr and "line 1" in strict.stderr
    lenient = _coach("score", str(corpus), "--skip-bad", "--workers", "2")
    assert lenient.stdout.count("\n") == 2
    assert "1 bad line was skipped, 2 answers scored" in lenient.stderr
    out = tmp_path / "scores.jsonl"
    out.write_text(lenient.stdout.splitlines(keepends=True)[0], "utf-8")
    resumed = _coach("score", str(corpus), "--skip-bad", "--resume", str(out))
    assert "answers.jsonl:3" in resumed.stderr and "1 bad line was skipped, 1 answer scored" in resumed.stderr
    assert out.read_text("utf-8") == lenient.stdout


def test_a_rubric_is_shown_checked_and_refused_with_every_problem(tmp_path: Path) -> None:
    file = tmp_path / "ours.yaml"
    file.write_text(_coach("rubric", "show").stdout, "utf-8")
    assert _coach("rubric", "check", str(file)).returncode == 0
    file.write_text("ceilings: {generic: 140}\npace: {low: 200, high: 100}\nweight: {}\n", "utf-8")
    refused = _coach("rubric", "check", str(file))
    assert refused.returncode == 1
    assert all(word in refused.stderr for word in ("ceilings.generic", "pace", "weight"))


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"fillers": {"fre": 4}}, "fillers.fre: not known; expected one of free, harmful"),
        ({"pace": {"lo": 90}}, "pace.lo: not known; expected one of low, high, source"),
        ({"pace": {"source": 5}}, "pace.source: 5 is no text"),
        ({"name": ["ours"]}, "name: ['ours'] is no name"),
        ({"name": " "}, "name: ' ' is no name"),
    ],
)
def test_a_rubric_with_a_field_that_would_be_passed_over_is_refused(form: dict[str, object], says: str) -> None:
    with pytest.raises(RubricError, match=re.escape(says)):
        parse_rubric(form)
    assert parse_rubric(rubric_form(HOUSE)) == HOUSE


def test_every_rubric_file_is_checked_whatever_is_wrong_with_another(tmp_path: Path) -> None:
    shown = _coach("rubric", "show").stdout
    wrong = {
        "none.yaml": None,
        "no-number.yaml": re.sub("clarity: .*", "clarity: .nan", shown),
        "twice.yaml": f"{shown}name: again\n",
        "empty.yaml": "",
        "good.yaml": shown,
    }
    for name, text in wrong.items():
        if text is not None:
            (tmp_path / name).write_text(text, "utf-8")
    checked = _coach("rubric", "check", *(str(tmp_path / name) for name in wrong))
    assert checked.returncode == 1 and "good.yaml: house is in order" in checked.stdout
    for told in (
        "none.yaml: no such rubric",
        "no-number.yaml: weights.story: every weight is a number from 0 on",
        "name: written twice, first on line 1; keep one",
        "empty.yaml:1: the file is empty",
    ):
        assert told in checked.stderr


def test_people_and_scorer_are_held_against_each_other(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "refitted.yaml"
    told = _coach("calibrate", str(corpus), "--out", str(out))
    assert told.returncode == 0, told.stderr
    assert "alpha" in told.stdout and "kim and lee" in told.stdout and "before" in told.stdout
    assert _coach("rubric", "check", str(out)).returncode == 0
    with corpus.open("a", encoding="utf-8") as lines:
        lines.write('{"id": "half a li\n')
    number = len(corpus.read_text("utf-8").splitlines())
    refused = _coach("calibrate", str(corpus))
    assert refused.returncode == 1 and f":{number}: " in refused.stderr and "--skip-bad" in refused.stderr
    skipped = _coach("calibrate", str(corpus), "--skip-bad")
    assert skipped.returncode == 0 and f":{number}: " in skipped.stderr
    assert skipped.stdout.splitlines()[0] == told.stdout.splitlines()[0]


def _rated(corpus: Path, **changes: object) -> subprocess.CompletedProcess[str]:
    lines = [json.loads(line) | changes for line in corpus.read_text("utf-8").splitlines()]
    other = corpus.with_name("other.jsonl")
    other.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return _coach("calibrate", str(other))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ratings": {"kim": 4, "lee": 60}}, "all ratings of kim lie between 4 and 4; expected 0 to 100"),
        ({"ratings": {"kim": "70"}}, 'other.jsonl:1: rating of kim: expected a number from 0 to 100, not "70"'),
        ({"ratings": {"kim": float("nan")}}, "rating of kim: expected a number from 0 to 100, not NaN"),
        ({"ratings": {"kim": None}}, "no ratings"),
        ({"id": "one"}, "other.jsonl:2: the id 'one' is that of line 1 already; put all its ratings there"),
    ],
)
def test_ratings_that_cannot_be_compared_are_refused(corpus: Path, changes: dict[str, object], says: str) -> None:
    refused = _rated(corpus, **changes)
    assert refused.returncode == 1 and says in refused.stderr and refused.stdout == ""


def test_what_the_ratings_cannot_tell_is_called_so_and_is_no_figure(corpus: Path) -> None:
    alone = _rated(corpus, ratings={"kim": 60, "lee": None}).stdout
    assert "40 answers, 1 rater\n" in alone and "not to be had: no answer was rated by two people\n" in alone
    assert "The scorer and kim: QWK 0.00, Spearman –," in alone and "spread –," in alone
    one_question = json.loads(corpus.read_text("utf-8").splitlines()[0])["question"]
    told = _rated(corpus, question=one_question).stdout
    assert "cannot be judged: to hold answers out by question" in told and "after:" not in told


def test_a_rubric_is_never_written_over_the_ratings(corpus: Path) -> None:
    before = corpus.read_bytes()
    refused = _coach("calibrate", str(corpus), "--out", str(corpus))
    assert refused.returncode == 2 and corpus.read_bytes() == before
