/** A sentence of a speech: where it begins in the speech, and how long it is, in seconds. */
export interface Placed {
  offset: number;
  seconds: number;
}

/** When a sentence is heard, and how many of its seconds are left out. */
export interface Due {
  at: number;
  skip: number;
}

/** What is left of a speech that goes on `from` seconds into it at `now`; null for a sentence that is over. */
export function rest(sentences: readonly Placed[], from: number, now: number): (Due | null)[] {
  return sentences.map(({ offset, seconds }) => {
    if (offset + seconds <= from) return null;
    return { at: now + Math.max(0, offset - from), skip: Math.max(0, from - offset) };
  });
}
