"""Figures: what counts as one, once, and what it is worth."""

from __future__ import annotations

import pytest

from scoring.answer import Sentence
from scoring.data_points import find_data_points, find_numbers
from scoring.ledger import claims_in, contradictions
from scoring.score import score_answer
from tests.scoring.spoken import STORY, asked, spoken


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Agreement went from 68 to 83 percent.", 2),
        ("It took five to six weeks.", 1),
        ("In 2019 at ten o'clock, on the second floor, nobody came.", 0),
        ("We handed them in at nine on Wednesday and went home at six that evening.", 0),
        ("They stood at nine on the scale of agreement.", 1),
        ("They wanted it before five, and at six he rang.", 0),
        ("At half twelve it was still at five point three.", 1),
        ("Nine times out of ten I gave a hundred and ten percent.", 0),
        ("We had twenty annotators and fifty thousand images.", 2),
        ("We had twenty annotators, and the twenty annotators agreed.", 1),
        ("I would say one of them did step 14.", 0),
    ],
)
def test_figures_are_counted_once_and_only_facts(text: str, count: int) -> None:
    assert len(find_data_points(asked(), [Sentence(text, 0, 5)])) == count


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("After two calibration. We had an agreement.", []),
        ("After two calibration sessions, agreement rose.", ["two calibration sessions"]),
        ("I was in two minds about two things and two other ones, or two or three.", []),
        ("We left at twenty past twelve.", []),
        ("I labelled three hundred simit and five image.", ["three hundred simit", "five image"]),
        (
            "Nineteen were refused, thirty a day, forty percent of 9,000 in all.",
            ["Nineteen", "thirty", "forty percent", "9,000"],
        ),
        ("It fell from nine to four.", ["nine", "four"]),
        ("We saved $3.5M, €1.5bn and £40k.", ["$3.5M", "€1.5bn", "£40k"]),
        ("It used 3.5GB and was 10x faster.", ["3.5GB", "10x faster"]),
        ("I labelled 12k images and 3.5 million words.", ["12k images", "3.5 million words"]),
        (
            "It took three and a half years, two and a half weeks and 2 and a quarter days.",
            ["three and a half years", "two and a half weeks", "2 and a quarter days"],
        ),
        ("We met at 9:30, and 24/7 somebody was on call until 10:15 pm.", []),
        ("We chose an 80:20 split, and 4/5 raters agreed.", ["80:20 split", "4/5 raters"]),
        ("Covid-19 hit and covid 19 stayed, and GPT-4 came on 12/03/2024.", []),
        ("Precision at five rose from 0.71 to 0.84.", ["0.71", "0.84"]),
        ("In the end twelve fell out of 40.", ["twelve", "40"]),
    ],
)
def test_a_number_in_words_is_a_figure_where_it_counts_something(text: str, quotes: list[str]) -> None:
    assert [e.quote for e in find_data_points(asked(), [Sentence(text, 0, 5)])] == quotes


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two hundred and ten", 210),
        ("forty-two", 42),
        ("fifty thousand", 50000),
        ("zero point six one", 0.61),
        ("1,400", 1400),
        ("$3.5M", 3.5e6),
        ("12k", 12000),
        ("three and a half", 3.5),
        ("two and a half million", 2.5e6),
    ],
)
def test_spoken_numbers_have_their_value(words: str, value: float) -> None:
    assert [n.value for n in find_numbers(f"there were {words} of them")] == [value]


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("We only got to point seven four.", [0.74]),
        ("Kappa was above point eight by May.", [0.8]),
        ("It rose from point six to point eight one.", [0.6, 0.81]),
        ("Point one is the cost, point two is time.", [1, 2]),
        ("At this point five people left.", [5]),
    ],
)
def test_a_number_may_begin_with_its_point(said: str, values: list[float]) -> None:
    assert [n.value for n in find_numbers(said)] == values


def test_echoes_of_the_question_are_no_figures() -> None:
    question = asked(text="You have twenty thousand labels. What do you do?")
    assert find_data_points(question, [Sentence("With twenty thousand labels I drew 300.", 0, 5)])[0].quote == "300"
    assert find_data_points(question, [Sentence("So two of us drew them.", 0, 5)])[0].quote == "two"


def test_an_estimate_of_ones_own_is_a_figure_and_a_supposed_number_is_none() -> None:
    question = asked(kind="technical", text="How often does a second reader change a verdict?")

    def figures(said: str) -> list[str]:
        return [e.quote for e in find_data_points(question, [Sentence(said, 0, 5)])]

    assert figures("I'd say 9 of 10 stay as they were.") == ["9", "10 stay"]
    assert figures("I would say 9 of 10.") == ["9", "10"]
    assert figures("If, say, 9 of 10 stayed, I'd be glad.") == figures("I'd read 9 of 10 again.") == []


def test_a_figure_that_does_not_agree_with_an_earlier_one_is_cited_and_costs_specifics() -> None:
    earlier = claims_in(["I led 20 annotators at Brightwave."], "résumé")
    here = spoken("At Brightwave I led 45 annotators.", *STORY)
    clash = contradictions([*earlier, *claims_in([s.text for s in here.sentences], "answer")])
    plain, card = score_answer(asked(), here), score_answer(asked(), here, contradictions=clash)
    (found,) = card.contradictions
    assert found.sentences == (0,) and found.note == "your résumé has 20 annotators at Brightwave"
    substance = next(c for c in card.criteria if c.id == "substance")
    assert substance.lost == card.contradictions and found.note in substance.reason
    assert card.overall is not None and plain.overall is not None and card.overall <= plain.overall
    assert plain.contradictions == ()
