/** A stretch on the rehearsal's clock, in seconds. */
export interface Stretch {
  from: number;
  to: number;
}

const within = ({ from, to }: Stretch, whole: Stretch): number => Math.max(0, Math.min(to, whole.to) - Math.max(from, whole.from));

/**
 * Seconds in which the answer was spoken: from its first voice to its last recognised word, without what of the
 * stretches in which the line was lost was silent.
 */
export function spokenSeconds(answer: Stretch, spoken: readonly Stretch[], lost: readonly Stretch[]): number {
  const silent = lost.map((cut) => {
    const part = { from: Math.max(cut.from, answer.from), to: Math.min(cut.to, answer.to) };
    return Math.max(0, part.to - part.from - spoken.reduce((sum, said) => sum + within(said, part), 0));
  });
  return Math.max(0, answer.to - answer.from - silent.reduce((sum, seconds) => sum + seconds, 0));
}
