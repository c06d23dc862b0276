"""A practice set from the command line: made, checked, rehearsed, and refused once it was altered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.commands import sets
from coach.errors import StoreError
from coach.events import from_json
from coach.records.reviews import Findings, Practice, open_practice
from coach.records.set_files import MOST_BYTES, SetFile, open_file, seal, signing_key, write_file
from coach.records.submissions import answers_file
from tests.records.fakes import MemoryStore
from tests.records.set_places import rehearsed
from tests.walk.test_walk import Run


@pytest.fixture
def coach(tmp_path: Path) -> Run:
    return Run(tmp_path)


def test_a_set_is_made_for_each_candidate_and_checked(coach: Run, tmp_path: Path) -> None:
    files = coach(
        "set", "new", "Unclear guidelines", "--minutes", "6", "--coach", "Mara", "--to", "Nadia", "--to", "Jo"
    )
    nadia, jo = files.split()
    assert (nadia, jo) == ("unclear-guidelines-nadia.coach", "unclear-guidelines-jo.coach")
    assert coach("set", "check", nadia, jo).count("unaltered") == 2
    shown = coach("set", "show", nadia)
    assert "from Mara for Nadia" in shown and "3 attempts, Adaptive screen, about" in shown
    (tmp_path / jo).write_bytes((tmp_path / jo).read_bytes().replace(b"Unclear", b"Obscure"))
    assert coach("set", "check", nadia, jo, code=1).count("unaltered") == 1
    assert "was altered after it was sent. Ask Mara for a fresh one." in coach.stderr


def test_every_file_is_checked_whatever_is_wrong_with_another(coach: Run, tmp_path: Path) -> None:
    good = coach("set", "new", "Unclear guidelines", "--minutes", "6").strip()
    (tmp_path / "other.coach").write_text("{}", "utf-8")
    with (tmp_path / "huge.coach").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert "unaltered" in coach("set", "check", "none.coach", "huge.coach", "other.coach", good, code=1)
    for told in ("none.coach: No such file", "huge.coach: This file is larger", "other.coach: This is no file of the"):
        assert told in coach.stderr


def test_a_file_that_says_it_is_of_another_kind_is_refused_by_its_name(coach: Run, tmp_path: Path) -> None:
    made = tmp_path / coach("set", "new", "Unclear guidelines", "--minutes", "6", "--coach", "Mara").strip()
    file = open_file(made.read_bytes())
    (tmp_path / "mixed.coach").write_bytes(seal("review", "Mara", file.body, signing_key(tmp_path)).raw)
    assert coach("set", "check", "mixed.coach", code=1) == ""
    assert "mixed.coach: This review has not what belongs in one (submission_id: field required)" in coach.stderr
    coach("set", "show", "mixed.coach", code=1)
    assert "mixed.coach: This is a review; expected a practice set." in coach.stderr


def test_a_folder_that_takes_no_file_is_named(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no folder", "utf-8")
    coach("set", "new", "Unclear guidelines", "--minutes", "6", "--out", "note.txt", code=1)
    assert "unclear-guidelines.coach cannot be written (" in coach.stderr
    assert coach.stderr.endswith("; check the folder note.txt and try again\n") and "Traceback" not in coach.stderr
    assert coach("set", "show") == "", "a set whose file cannot be written is not kept"
    coach("set", "new", "Unclear guidelines", "--minutes", "6")
    (base,) = [json.loads(line) for line in coach("set", "show", "--json").splitlines()]
    coach("set", "assign", base["set_id"], "--to", "Nadia", "--out", "note.txt", code=1)
    assert len(coach("set", "show").splitlines()) == 1, "nor is one that was to be assigned"


def test_files_for_several_candidates_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def disk_of_two(path: Path, content: bytes) -> None:
        if len(list(tmp_path.glob("*.coach"))) == 2:
            raise StoreError(f"{path.name} cannot be written (No space left on device); free some space")
        write_file(path, content)

    monkeypatch.setenv("COACH_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(sets, "write_file", disk_of_two)
    with pytest.raises(StoreError, match=r"for-three-c\.coach cannot be written"):
        sets.new("For three", minutes=6, to=["A", "B", "C"], out=tmp_path)
    assert list(tmp_path.glob("*.coach")) == [] and open_practice(tmp_path / "data").sets.all() == []
    assert capsys.readouterr().out == "", "nothing is said to be written that is not there"


def test_two_people_of_one_name_need_a_last_name_each(coach: Run) -> None:
    coach("set", "new", "For two", "--minutes", "6", "--to", "Anna", "--to", " Anna ", code=2)
    assert "--to: 'Anna' is named twice; give two people of one name a last name each" in coach.stderr
    coach("set", "new", "For two", "--minutes", "6", "--to", "Anna")
    base = next(one["set_id"] for one in map(json.loads, coach("set", "show", "--json").splitlines()))
    coach("set", "assign", base, "--to", "Anna", "--to", "Bea")
    assert coach.stderr == "Anna had this set already; for another person, say it with a last name\n"


def test_a_set_for_nobody_is_not_kept(coach: Run) -> None:
    coach("set", "new", "For nobody", "--minutes", "6", "--to", "Nadia", "--to", "  ", code=2)
    assert "give the candidate's name" in coach.stderr
    assert coach("set", "show") == ""


def test_the_attempts_of_a_set_are_used_up_by_rehearsals_that_asked(coach: Run, tmp_path: Path) -> None:
    verbatim = ("--profile", "verbatim-one-shot")
    coach("set", "new", "One go", "--questions", "ground-truth", "--attempts", "1", *verbatim, "--to", "Nadia")
    shown = [json.loads(line) for line in coach("set", "show", "--json").splitlines()]
    bank = next(f"set:{one['assignment_id']}" for one in shown if one["assignment_id"])
    said = {"say": "Labels that people agreed on are taken for the truth."}
    (tmp_path / "nadia.script").write_text(json.dumps(said) + "\n", "utf-8")
    rehearse = ("rehearse", "--bank", bank, "--script", "nadia.script", *verbatim)
    assert "AttemptFinished" in coach(*rehearse, "--json")
    coach(*rehearse, code=2)
    assert "The one attempt at “One go” is used." in coach.stderr


def came_back(coach: Run, tmp_path: Path, *sounds: bytes | None) -> tuple[Practice, list[SetFile]]:
    """A set that its candidate has rehearsed once: the files of that take, one with each sound."""
    coach("set", "new", "One go", "--questions", "ground-truth", "--to", "Nadia")
    practice = open_practice(tmp_path)
    kept = next(one for one in practice.sets.all() if one.practice.assignment_id)
    store = MemoryStore()
    rehearsed(store, kept, "a1")
    return practice, [answers_file(kept, store, "a1", "", sound, practice.key) for sound in sounds]


def test_every_file_of_answers_is_taken_in_whatever_is_wrong_with_another(coach: Run, tmp_path: Path) -> None:
    _, (answers,) = came_back(coach, tmp_path, None)
    (tmp_path / "answers.coach").write_bytes(answers.raw)
    (tmp_path / "cut.coach").write_bytes(answers.raw[:-9])
    files = ("cut.coach", "one-go-nadia.coach", "answers.coach", "none.coach")
    (arrived,) = coach.events("inbox", *files, "--json", code=1)
    assert (arrived["overall"], arrived["scores"]) == (71, "other_version"), "scored by nobody's scorer"
    assert arrived["overall_here"] != 71
    assert (arrived["candidate"], arrived["take"], arrived["reviewed"]) == ("Nadia", 1, None)
    for told in ("cut.coach: This is no", "one-go-nadia.coach: This is a practice set", "none.coach: No such file"):
        assert told in coach.stderr


def test_a_review_that_was_changed_since_it_was_sent_is_listed_as_such(coach: Run, tmp_path: Path) -> None:
    practice, (answers,) = came_back(coach, tmp_path, None)
    found = practice.inbox.take_in(answers)
    practice.reviews.save(found, Findings(remark="Good."))
    practice.reviews.send(found)
    assert coach("inbox").count("reviewed 2") == 1 and "changed" not in coach("inbox")
    practice.reviews.save(found, Findings(remark="Better."))
    assert ", changed since it was sent" in coach("inbox")
    (listed,) = coach.events("inbox", "--json")
    assert listed["changed"] is True


def test_answers_with_other_scores_than_their_words_get_are_listed_as_such(coach: Run, tmp_path: Path) -> None:
    coach("set", "new", "One go", "--questions", "ground-truth", "--to", "Nadia")
    practice = open_practice(tmp_path)
    kept = next(one for one in practice.sets.all() if one.practice.assignment_id)
    (tmp_path / "said.jsonl").write_text(
        '{"say": "I measured agreement in every batch and wrote rules."}\n{"silence": 6}\n'
    )
    events = coach.events("rehearse", "--bank", kept.practice.bank().id, "--script", "said.jsonl", "--json")
    store = MemoryStore()
    store.append("a1", [from_json(json.dumps(event)) for event in events])
    true = answers_file(kept, store, "a1", "", None, practice.key)
    body = json.loads(json.dumps(true.body))
    for event in body["events"]:
        if event["type"] == "AnswerScored":
            event["scorecard"]["overall"] = 98
        if event["type"] == "AttemptFinished":
            event["report"]["overall"] = 98
    forged = seal("answers", "Nadia", body | {"submission_id": "forged"}, b"another key")
    (tmp_path / "true.coach").write_bytes(true.raw)
    (tmp_path / "forged.coach").write_bytes(forged.raw)
    listed = {one["id"]: one for one in coach.events("inbox", "true.coach", "forged.coach", "--json")}
    honest = listed[true.body["submission_id"]]
    assert honest["scores"] == "same" and honest["overall"] == honest["overall_here"]
    assert (listed["forged"]["scores"], listed["forged"]["overall"]) == ("altered", 98)
    assert listed["forged"]["overall_here"] == honest["overall"]
    assert coach("inbox").count("Nadia") == 2
    assert coach.stderr.count("they were altered") == 1 and "forged: The scores" in coach.stderr


def test_answers_are_deleted_for_good_from_the_command_line(coach: Run, tmp_path: Path) -> None:
    practice, files = came_back(coach, tmp_path, b"RIFF", None)
    found = [*map(practice.inbox.take_in, files)]
    practice.reviews.save(found[0], Findings(remark="Good."))
    coach("inbox", "--delete", found[0].id, code=2)
    assert f"nobody is there to be asked: coach inbox --delete {found[0].id} --yes" in coach.stderr
    coach("inbox", "--delete", "nothing", "--yes", code=2)
    assert "there are no answers 'nothing' in the inbox" in coach.stderr
    coach("inbox", "answers.coach", "--delete", found[0].id, "--yes", code=2)
    assert "--delete" in coach.stderr
    coach("inbox", "--yes", code=2)
    assert len(coach("inbox").splitlines()) == 2
    (told,) = coach.events("inbox", "--delete", found[0].id, "--yes", "--json")
    assert told == {"deleted": found[0].id, "sound": True}
    damaged = tmp_path / "practice" / "inbox" / f"{found[1].id}.coach"
    damaged.write_bytes(damaged.read_bytes()[:-9])
    assert coach("inbox") == ""
    assert f"{found[1].id}.coach cannot be opened" in coach.stderr
    assert coach("inbox", "--delete", found[1].id, "--yes") == f"Deleted {found[1].id}.\n"
    left = [path for name in ("inbox", "reviews") for path in (tmp_path / "practice" / name).rglob("*.*")]
    assert left == []


def test_a_data_folder_that_cannot_be_made_is_named(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    coach("set", "show", code=1, COACH_DATA=str(tmp_path / "file"))
    assert "signing.key cannot be read or made" in coach.stderr and "set COACH_DATA to a folder" in coach.stderr


def test_an_empty_inbox_says_what_to_do(coach: Run) -> None:
    assert coach("inbox") == ""
    assert "coach inbox FILE" in coach.stderr


def test_a_set_is_rehearsed_as_its_coach_made_it(coach: Run, tmp_path: Path) -> None:
    asked = "unclear-guidelines,ground-truth"
    coach("set", "new", "As made", "--questions", asked, "--profile", "verbatim-one-shot", "--to", "Nadia")
    shown = [json.loads(line) for line in coach("set", "show", "--json").splitlines()]
    bank = next(f"set:{one['assignment_id']}" for one in shown if one["assignment_id"])
    (tmp_path / "nadia.script").write_text(json.dumps({"say": "People agreed on labels."}) + "\n", "utf-8")
    (tmp_path / "resume.txt").write_text("Annotator at Brightwave", "utf-8")
    rehearse = ("rehearse", "--bank", bank, "--script", "nadia.script", "--json")
    for option in (("--profile", "adaptive"), ("--questions", "ground-truth"), ("--resume-file", "resume.txt")):
        coach(*rehearse, *option, code=2)
        assert "the practice set “As made” says what is asked" in coach.stderr and option[0] in coach.stderr
    begun = coach.events(*rehearse)[0]
    assert (begun["profile_id"], ",".join(begun["question_ids"])) == ("verbatim-one-shot", asked)
