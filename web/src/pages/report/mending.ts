import type { Correction, NewCorrection, SentenceView } from "../../wire.gen";

type Place = Omit<NewCorrection, "question_id">;

/**
 * What was rewritten of a sentence, as one run of its words: where it is, and what stands there now. Null where nothing
 * differs or the words have no times. A word that is only added takes the place of its neighbour and brings it along.
 */
export function rewritten(sentence: Pick<SentenceView, "words">, text: string): Place | null {
  const old = sentence.words;
  const fresh = text.split(/\s+/).filter((word) => word !== "");
  let first = 0;
  while (first < old.length && first < fresh.length && old[first]?.text === fresh[first]) first += 1;
  let tail = 0;
  while (tail < old.length - first && tail < fresh.length - first && old[old.length - 1 - tail]?.text === fresh[fresh.length - 1 - tail]) tail += 1;
  if (old.length === fresh.length && first === old.length) return null;
  if (first === old.length - tail) first > 0 ? (first -= 1) : (tail -= 1);
  const [from, to] = [old[first], old[old.length - 1 - tail]];
  if (from === undefined || to === undefined) return null;
  return { started: from.start, ended: to.end, text: fresh.slice(first, fresh.length - tail).join(" ") };
}

/** What mended words did to the score, as it is read out; `mended` undefined where it is not known yet. */
export function scoredText(mended: Pick<Correction, "before" | "after"> | undefined): string {
  if (mended === undefined) return "The words are mended.";
  const { before, after } = mended;
  if (after === null) return "The words are mended. The answer is not assessed.";
  if (before === after) return `Scored again: it stays ${after} of 100.`;
  return `Scored again: ${after} of 100${before === null ? "" : `, it was ${before}`}.`;
}
