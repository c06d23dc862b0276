"""Words, stems and sentence marks of spoken English: what every reading of an answer shares."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import Stemmer

_TOKEN = re.compile(r"[^\W_]++(?:[.,:]\d++)*+(?:['\-][^\W_]++)*+-?+%?+")
_LOCAL = threading.local()
Found = TypeVar("Found")

_STOPWORDS_TEXT = """
a an the and or but nor so then than that this these those there here it its it's itself he him his she her hers
they them their theirs i me my mine we us our ours you your yours who whom whose which what when where why how is am
are was were be been being do does did done doing have has had having will would shall should can could may might
must of in on at by for with from to into onto over under up down out off about as if because while until since just
not no yes very really also too more most some any all each every other another such only own same um uh er erm like
okay ok well oh yeah sort kind mean know basically actually thing things stuff lot bit get got go went gone going
come came make made take took say said tell told see saw one two i'm i'd i've i'll we're we'd we've we'll they're
they'd don't didn't wasn't weren't isn't aren't can't couldn't won't wouldn't doesn't hadn't hasn't haven't that's
there's what's let's let you'd you're you've he's she's again still even now before after always never much many
"""
_NAME = re.compile(r"[A-Z](?<=\b[A-Z])(?<![.!?] [A-Z])(?<!^[A-Z])[a-zA-Z]+")
STOPWORDS = frozenset(_STOPWORDS_TEXT.split())
FILLER_SOUNDS = frozenset({"um", "uh", "er", "erm", "umm", "uhm", "uhh", "hmm", "mm", "ah", "eh"})
_EMPTY = STOPWORDS | FILLER_SOUNDS

WORDS = 65536
SENTENCES = 256
"""How many sentences are kept with what was found in them: more than an answer has, few enough that the same memory is
used over and over."""
ANSWERS = 16
"""How many answers are kept with what was found in all their sentences: it is asked for again at once, or never."""

_PLAINER = {0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2013: "-", 0x2014: "-"}


def plain(text: str) -> str:
    """`text` with typographic apostrophes, quotes and dashes made plain; the length may not change."""
    return text if text.isascii() else text.translate(_PLAINER)


_QUOTATION = re.compile(r'(?<!\w)"[^"]+"(?!\w)')


def unquoted(text: str) -> str:
    """Plain `text` without what it quotes, unless it quotes all of it: what was said to somebody is not said now."""
    if text.count('"') < 2:
        return text
    rest = _QUOTATION.sub('""', text)
    return rest if any(map(str.isalnum, rest)) else text


class _ByWord(dict[str, Found]):
    """Word → what was found for it."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> Found:
        if len(self) >= WORDS:
            self.clear()
        found = self[word] = self._find(word)
        return found


def by_word(find: Callable[[str], Found]) -> Callable[[str], Found]:
    """Keeps what `find` gives for a word, as `lru_cache` does in twice the time; after WORDS of them it begins anew."""
    return _ByWord(find).__getitem__


@by_word
def _tokens_of(chunk: str) -> tuple[str, ...]:
    """Of lower-case text without spaces: no token reaches over one."""
    return tuple(_TOKEN.findall(chunk))


def split(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers in order, without punctuation; “R&D” is read as it is spoken."""
    return tuple(chain.from_iterable(map(_tokens_of, plain(text).lower().replace("&", " and ").split())))


@lru_cache(maxsize=SENTENCES)
def tokens(text: str) -> tuple[str, ...]:
    """The same of a whole sentence, which is asked for again and again."""
    return split(text)


@by_word
def stem(word: str) -> str:
    """The Snowball English stem of one lower-case word; possessive `'s` is dropped."""
    if not hasattr(_LOCAL, "stemmer"):
        _LOCAL.stemmer = Stemmer.Stemmer("english", 0)
    return str(_LOCAL.stemmer.stemWord(word.removesuffix("'s")))


def stems_of(words: Sequence[str]) -> tuple[str, ...]:
    """Stems of lower-case words; hyphenated words count as their parts."""
    joined = " ".join(words)
    return tuple(map(stem, joined.replace("-", " ").split() if "-" in joined else words))


def with_content(words: Iterable[str]) -> tuple[str, ...]:
    return tuple([w for w in words if w not in _EMPTY])


@lru_cache(maxsize=SENTENCES)
def stems(text: str) -> tuple[str, ...]:
    """Stems of all words; hyphenated words count as their parts."""
    return stems_of(tokens(text))


@lru_cache(maxsize=SENTENCES)
def content_words(text: str) -> tuple[str, ...]:
    return with_content(tokens(text))


@lru_cache(maxsize=SENTENCES)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of the words that carry content, in order."""
    return stems_of(content_words(text))


@lru_cache(maxsize=SENTENCES)
def spoken_words(text: str) -> tuple[str, ...]:
    """Words without um, uh and er."""
    return tuple([w for w in tokens(text) if w not in FILLER_SOUNDS])


@lru_cache(maxsize=SENTENCES)
def names_in(text: str) -> int:
    """How many words begin with a capital though no sentence does there; `I` is none."""
    return len(_NAME.findall(text))


@lru_cache(maxsize=SENTENCES)
def names_among(text: str) -> frozenset[str]:
    """The same words, each once and in lower case."""
    return frozenset(map(str.lower, _NAME.findall(text)))
