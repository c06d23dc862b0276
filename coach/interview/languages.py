"""Whether something was said in another language than English: by its small words, or by its script."""

from __future__ import annotations

import re

LEAST_WORDS = 4
FOREIGN_SHARE = 0.3
"""Of the words, that must be small words of another language, and more than are small English ones."""

_SMALL = {
    "de": "ich du er sie es wir ihr der die das den dem ein eine einen nicht und oder aber ist sind war haben hat habe "
    "mit auf für von zu zum wie wenn dann weil auch noch schon sehr auf wird kann sagen soll geprüft",
    "es": "el los las un una unos que qué no es son era con por para como cómo se lo le pero porque muy también hay ya "
    "yo nosotros esto eso sé dice hicimos en del al mi su dos",
    "fr": "le les un une des du que qui ne pas est sont avec pour dans sur je nous vous il elle ce cette mais parce "
    "très aussi comme et ou au aux mon ma mes son sa ses",
    "it": "il lo gli un una che non è sono con per di da nel nella ma perché molto anche come io noi questo mi si",
    "pt": "o os as um uma que não é são com por para como mas porque muito também eu nós isso isto em no na do da meu",
    "nl": "ik jij hij zij wij het een niet en maar of is zijn was met op voor van naar hoe als dan omdat ook nog heel",
    "pl": "ja ty on ona my nie jest są był ale że i z w na do jak bo też bardzo to się mnie co",
}
_ENGLISH_WORDS = (
    "the a an and or but is are was were i you he she it we they not to of in on at for with from by as that this "
    "because how so then when have has had do did my our about there what which can could would"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_FOREIGN = {name: frozenset(words.split()) - _ENGLISH for name, words in _SMALL.items()}


def is_foreign(text: str) -> bool:
    """Mostly words of another language. False for fewer than LEAST_WORDS words and for names in an English sentence."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if len(words) < LEAST_WORDS:
        return False
    letters = "".join(words)
    if sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        return True
    english = sum(w in _ENGLISH for w in words)
    foreign = max(sum(w in small for w in words) for small in _FOREIGN.values())
    return foreign >= FOREIGN_SHARE * len(words) and foreign > english
