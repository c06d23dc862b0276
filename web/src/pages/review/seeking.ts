const STEP_S = 1;
const LEAP_S = 5;

/** The second to which a key leads from second `at` of a line that lies between two; null for a key that leads nowhere. */
export function sought(key: string, at: number, from: number, to: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowRight: STEP_S, ArrowUp: STEP_S, ArrowLeft: -STEP_S, ArrowDown: -STEP_S, PageUp: LEAP_S, PageDown: -LEAP_S, Home: from - at, End: to - at };
  const step = steps[key];
  return step === undefined ? null : Math.max(from, Math.min(to, at + step));
}
