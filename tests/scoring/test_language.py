"""What is kept by the word is what would be found anew, however many words there are."""

from __future__ import annotations

from scoring.language import WORDS, by_word, tokens, unquoted


def test_a_word_is_looked_at_once_until_there_are_too_many() -> None:
    seen: list[str] = []

    @by_word
    def length(word: str) -> int:
        seen.append(word)
        return len(word)

    assert [length("a"), length("bcd"), length("a")] == [1, 3, 1]
    assert seen == ["a", "bcd"]
    for number in range(WORDS):
        length(f"w{number}")
    assert length("bcd") == 3
    assert seen.count("bcd") == 2


def test_an_ampersand_is_read_as_it_is_spoken() -> None:
    assert tokens("The R&D lead, and Q & A.") == tokens("The R and D lead, and Q and A.")


def test_what_is_quoted_is_not_said_now() -> None:
    assert unquoted('I told them "let me think" and took a day.') == 'I told them "" and took a day.'
    assert unquoted('"Let me think."') == '"Let me think."'
    assert unquoted('a 5" screen and a 6" screen') == 'a 5" screen and a 6" screen'
