import type { Mode } from "./rehearsal";

const wishes = new Map<string, Mode>();

/**
 * How the candidate chose to answer when they pressed Start. It is forgotten on a reload: nobody is heard again, and no
 * sound begins, without a new press.
 */
export function keepWish(attemptId: string, mode: Mode): void {
  wishes.set(attemptId, mode);
}

export function keptWish(attemptId: string): Mode | null {
  return wishes.get(attemptId) ?? null;
}
