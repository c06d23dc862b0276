"""What is kept by the word is what would be found anew, however many words there are."""

from __future__ import annotations

from scoring.language import WORDS, by_word


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
