"""What tells a concept that was used from one that was named, brushed aside, or only seems to be there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum

from scoring.concept_matches import EXACT, NEAR, RELATED, Cluster, Form, clusters_of, matches_in
from scoring.cues import cue_counts
from scoring.data_points import find_numbers
from scoring.denials import denied, may_deny
from scoring.flag_features import manner_of
from scoring.language import SENTENCES, content_stems, spoken_words, stems, tokens
from scoring.nearness import nearness
from scoring.phrases import PhraseTable
from scoring.question import Question
from scoring.spelling import abbreviated, initials, spelled_out

_ASIDES = """
dismissed: leave|left|leaving|skip|skipped it|that|those|them|out|here|aside|to; separate|different|another question
dismissed: ~topic|queue|matter|story for|of; not my|mine|our|for me; a luxury; too busy; no time; never mind
dismissed: somebody|someone|others|people else; look|looked it|that up; have|had to look; what they|you call
dismissed: couldn't|can't|cannot tell|say|explain; don't|didn't|doesn't|never know|understand|understood|follow|followed
dismissed: don't|didn't|never|hadn't|haven't do|did|have|had|use|used|need|get|got|bother|bothered|saw|seen|heard
dismissed: never|not really|sure|much; ask somebody|someone; would be nice; haven't got; or something; and so on
dismissed: and all that; those things; that|this stuff|sort; that's|is for|with others|another
hearsay: they|everyone|everybody|people|somebody|someone|he|she say|says|said|talk|talks|told; heard of|about
hearsay: read somewhere|about; some article|book|course; supposed|supposedly; ~apparent; i guess|assume|suppose; so they
hearsay: in the training|course|form|manual|guideline|guide|report; on the form|list; there's|there is|was also|a
hearsay: the word|term|name; called
"""
_ASIDE = PhraseTable(_ASIDES)
_ANSWER_CUES = ("action_i", "action_would", "present_i", "define", "generic", "opinion", "past_be", "reason", "meta")

Features = dict[str, float]


@dataclass(slots=True)
class Sighting:
    """How one sentence speaks of one concept: `cover` 0 to 1, `exact` where a whole form was said."""

    sentence: int
    exact: bool = False
    words: int = 0
    cover: float = 0.0
    weight: float = 0.0
    met: Mapping[str, float] = field(default_factory=dict)
    aside: bool = False

    @property
    def strength(self) -> float:
        return 2.0 * self.exact + 0.5 * (self.words > 1) + self.cover + 0.5 * self.weight - 1.5 * self.aside


@dataclass(frozen=True, slots=True)
class Sought:
    """One concept in one answer: where it was seen, best first, and its features. `nearest`: the sentence that means
    most nearly the same. `denied`: the sentence, if there is one, that names it and says that it was not used."""

    name: str
    sightings: tuple[Sighting, ...]
    features: Features
    nearest: int | None = None
    named_in_void: int | None = None
    denied: int | None = None

    @property
    def seen(self) -> bool:
        """Whether any word of its wording was said, or one close to it."""
        return any([s.exact or s.met for s in self.sightings])

    @property
    def told(self) -> int | None:
        """The sentence to be shown: the best that says a whole form, no aside before an aside; else the best that has
        any of its words; else the nearest."""
        exact = [s for s in self.sightings if s.exact]
        best = next((s for s in exact if not s.aside), None) or next(iter(exact or self.sightings), None)
        return best.sentence if best and (best.exact or best.met) else self.nearest


def seek_concepts(
    question: Question, texts: Sequence[str], void: frozenset[int], rarity: Mapping[str, float], stuffed: bool
) -> list[Sought]:
    """One entry for each concept of the question. `rarity`: stem → 0 (in every answer) to 1 (in none).

    Sentences in `void` are as if unsaid, but for `named_in_void`, the first of them that has a form of the concept.
    A sentence that says that a concept was not used is as if unsaid for it.
    """
    clusters = clusters_of(question.concepts)
    asked = frozenset(content_stems(question.text))
    kept = [i for i in range(len(texts)) if i not in void]
    said = [_heard(texts[i]) for i in kept]
    met = matches_in(clusters, [one.words for one in said])
    whole = _answer_features(question, [texts[i] for i in kept], asked)
    whole["answer:stuffed"] = float(stuffed)
    near = nearness(question.concepts, [texts[i] for i in kept])
    set_aside = [(i, _heard(texts[i]).joined) for i in sorted(void)]
    deniers = {i for i in kept if may_deny(texts[i])}
    found = []
    for place, cluster in enumerate(clusters.each):
        seen = _sightings(_weighed(cluster, rarity), kept, texts, said, [here[place] for here in met])
        unmeant = [s for s in seen if s.sentence in deniers and denied(texts, s.sentence, s.met)] if deniers else []
        sightings = [s for s in seen if s not in unmeant] if unmeant else seen
        features = _own_features(cluster, sightings, texts, asked, rarity)
        features.update(near[place].features)
        row = next((i for i, row in set_aside if any(f.phrase in row for f in cluster.forms)), None)
        unused = next((s.sentence for s in unmeant if s.exact), None)
        nearest = kept[near[place].sentence] if kept else None
        found.append(Sought(cluster.name, tuple(sightings), features, nearest, row, unused))
    for place, one in enumerate(found):
        _add_context(one.features, whole, [o.features for i, o in enumerate(found) if i != place])
    return found


@dataclass(frozen=True, slots=True)
class _Heard:
    """The stems of one sentence and what it spells out: one by one, and between spaces; and their first letters."""

    words: tuple[str, ...]
    joined: str
    letters: str


@lru_cache(maxsize=SENTENCES)
def _heard(text: str) -> _Heard:
    words = (*stems(text), *spelled_out(text))
    return _Heard(words, f" {' '.join(words)} ", initials(words))


@dataclass(slots=True)
class _Weighed:
    """One form of a concept: its phrase, how much each word that carries content weighs, and all together."""

    form: Form
    short: str
    weights: Sequence[tuple[str, float]]
    total: float


def _weighed(cluster: Cluster, rarity: Mapping[str, float]) -> list[_Weighed]:
    found = []
    for form in cluster.forms:
        rare = [(word, rarity.get(word, 1.0) + 0.05) for word in form.content]
        found.append(_Weighed(form, abbreviated(form.phrase), rare, fsum([weight for _, weight in rare])))
    return found


def _sightings(
    sought: Sequence[_Weighed],
    kept: Sequence[int],
    texts: Sequence[str],
    said: Sequence[_Heard],
    met: Sequence[Mapping[str, float]],
) -> list[Sighting]:
    """Best first: the sentences that speak of one concept, and of the others, all alike, the first."""
    shorts = [one.short for one in sought if one.short]
    found, silent = [], None
    for index, heard, here in zip(kept, said, met, strict=True):
        if here or (shorts and any([short in heard.letters for short in shorts])):
            found.append(_sighting(sought, index, texts[index], heard, here))
        elif silent is None:
            silent = Sighting(index)
    if silent:
        found.append(silent)
    return found if len(found) < 2 else sorted(found, key=lambda s: (-s.strength, s.sentence))


def _sighting(sought: Sequence[_Weighed], index: int, text: str, said: _Heard, met: Mapping[str, float]) -> Sighting:
    exact, words, cover, weight = False, 0, 0.0, 0.0
    for one in sought:
        if one.form.phrase in said.joined or (one.short and one.short in said.letters):
            exact, words = True, max(words, len(one.form.content))
        got = fsum([rare * met[word] for word, rare in one.weights if word in met])
        if got:
            cover, weight = max(cover, got / one.total), max(weight, got)
    aside = bool(_asides(text))
    return Sighting(index, exact, words, max(cover, float(exact)), weight, met, aside)


@lru_cache(maxsize=SENTENCES)
def _asides(text: str) -> frozenset[str]:
    return _ASIDE.find(tokens(text))


def _own_features(
    cluster: Cluster,
    sightings: Sequence[Sighting],
    texts: Sequence[str],
    asked: frozenset[str],
    rarity: Mapping[str, float],
) -> Features:
    size = max(len(cluster.bag), 1)
    found: Features = {
        "size": min(size, 10) / 10,
        "rarity": fsum([rarity.get(w, 1.0) for w in cluster.bag]) / size,
        "echo": sum([w in asked for w in cluster.bag]) / size,
        "unseen": float(not any([s.met or s.exact for s in sightings])),
    }
    everywhere: dict[str, float] = {}
    for s in sightings:
        for word, strength in s.met.items():
            everywhere[word] = max(everywhere.get(word, 0.0), strength)
    strengths = [*everywhere.values()]
    found["all_met"] = strengths.count(EXACT) / size
    found["all_near"] = strengths.count(NEAR) / size
    found["all_related"] = strengths.count(RELATED) / size
    found["all_weight"] = min(fsum([rarity.get(w, 1.0) for w, v in everywhere.items() if v == EXACT]), 4.0) / 4
    found["sentences_exact"] = min(sum([s.exact for s in sightings]), 3) / 3
    found["sentences_cover"] = min(sum([s.cover >= 0.5 for s in sightings]), 4) / 4
    found["clean_exact"] = float(any([s.exact and not s.aside for s in sightings]))
    if sightings and (sightings[0].met or sightings[0].exact):
        found |= _sentence_features(sightings[0], texts[sightings[0].sentence], asked)
    return found


def _sentence_features(best: Sighting, text: str, asked: frozenset[str]) -> Features:
    met, strengths = best.met, [*best.met.values()]
    length = len(tokens(text))
    found = {
        "exact": float(best.exact),
        "exact_long": float(best.exact and best.words > 1),
        "cover": best.cover,
        "weight": min(best.weight, 2.0) / 2,
        "met": min(strengths.count(EXACT), 4) / 4,
        "near": min(strengths.count(NEAR), 2) / 2,
        "related": min(strengths.count(RELATED), 3) / 3,
        "echoed": float(bool(met) and all([w in asked for w, v in met.items() if v == EXACT])),
        "length": min(length, 40) / 40,
        "short": float(length < 6),
        "commas": min(text.count(","), 8) / 8,
    }
    return found


def _answer_features(question: Question, texts: Sequence[str], asked: frozenset[str]) -> Features:
    words = max(sum([len(spoken_words(text)) for text in texts]), 1)
    manner, cues = manner_of(tuple(texts)), cue_counts(tuple(texts))
    said = frozenset[str]().union(*map(stems, texts))
    found = {
        "words": min(words, 250) / 250,
        "few_words": float(words < 40),
        "very_few_words": float(words < 20),
        "numbers": min(sum([len(find_numbers(text)) for text in texts]), 6) / 6,
        "names": min(manner.names / words * 20, 1.0),
        "sweeping": min(manner.sweeping / words * 15, 1.5),
        "jargon": min(manner.jargon / words * 20, 1.5),
        "stray": min(manner.stray / words * 40, 1.5),
        "story": float(question.expects_star),
        "echo": len(asked & said) / max(len(asked), 1),
    }
    for cue in _ANSWER_CUES:
        found[cue] = cues[cue] / max(len(texts), 1)
    return {f"answer:{name}": value for name, value in found.items()}


def _add_context(own: Features, whole: Features, others: Sequence[Features]) -> None:
    n = max(len(others), 1)
    own["others:cover"] = fsum([min(o.get("cover", 0.0), 1.0) for o in others]) / n if others else 0.5
    own["others:exact"] = fsum([o.get("exact", 0.0) for o in others]) / n
    own["concepts"] = (len(others) + 1) / 5
    own |= whole
