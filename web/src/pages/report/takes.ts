import type { AnswerView, AttemptSummary, Scorecard } from "../../wire.gen";

export interface Piece {
  text: string;
  /** Stands in this take only. */
  changed: boolean;
}

const LEAST_SHARED = 2;
export const plain = (word: string) => word.toLowerCase().replace(/[^\p{L}\p{N}']/gu, "");

/** Lengths of the longest common runs of words from `i` and `j` on. */
export function common(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [table[i], table[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = b.length - 1; j >= 0; j -= 1) row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return table;
}

function sharedWords(a: readonly string[], b: readonly string[]): [boolean[], boolean[]] {
  const table = common(a, b);
  const inA = a.map(() => false);
  const inB = b.map(() => false);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA[i] = inB[j] = true;
      i += 1;
      j += 1;
    } else if ((table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return [inA, inB];
}

/** A single shared word between changed ones tells nothing and counts as changed. */
function steady(shared: readonly boolean[]): boolean[] {
  return shared.map((is, i) => {
    let [from, to] = [i, i];
    while (shared[from - 1]) from -= 1;
    while (shared[to + 1]) to += 1;
    return is && to - from + 1 >= LEAST_SHARED;
  });
}

function piecesOf(sentences: AnswerView["sentences"], shared: readonly boolean[]): Piece[][] {
  let at = 0;
  return sentences.map(({ text }) => {
    const pieces: Piece[] = [];
    for (const word of text.split(/\s+/).filter((w) => w !== "")) {
      const changed = !shared[at];
      at += 1;
      const last = pieces.at(-1);
      if (last?.changed === changed) last.text += ` ${word}`;
      else pieces.push({ text: word, changed });
    }
    return pieces;
  });
}

/** Both takes sentence by sentence, with the words that stand in one of them only. */
export function compared(earlier: AnswerView["sentences"], later: AnswerView["sentences"]): [Piece[][], Piece[][]] {
  const words = (sentences: AnswerView["sentences"]) => sentences.flatMap((s) => s.text.split(/\s+/).filter((w) => w !== "").map(plain));
  const [a, b] = sharedWords(words(earlier), words(later));
  return [piecesOf(earlier, steady(a)), piecesOf(later, steady(b))];
}

export interface LevelChange {
  name: string;
  before: number | null;
  after: number | null;
  reason: string;
}

/** Criterion by criterion, those that changed most first. */
export function levelChanges(earlier: Scorecard, later: Scorecard): LevelChange[] {
  const size = (c: LevelChange) => (c.before === null || c.after === null ? -1 : Math.abs(c.after - c.before));
  return later.criteria
    .map((c) => ({ name: c.name, before: earlier.criteria.find((e) => e.id === c.id)?.level ?? null, after: c.level, reason: c.reason }))
    .sort((a, b) => size(b) - size(a));
}

/** Finished attempts at a question, oldest first; this one among them. */
export function takesOf(attempts: readonly AttemptSummary[], bankId: string, questionId: string): AttemptSummary[] {
  return attempts
    .filter((a) => a.finished && a.bank_id === bankId && a.question_ids.includes(questionId))
    .sort((a, b) => a.created.localeCompare(b.created));
}

/** The oldest take beside this attempt; undefined where there is none, or this is no take itself, as the sample is none. */
export function otherTake(takes: readonly AttemptSummary[], attemptId: string): AttemptSummary | undefined {
  return takes.some((t) => t.attempt_id === attemptId) ? takes.find((t) => t.attempt_id !== attemptId) : undefined;
}

const ORDINALS = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"];
export const takeName = (index: number): string => (ORDINALS[index] ? `${ORDINALS[index]} take` : `Take ${index + 1}`);
