import type { Mode } from "./rehearsal";

const key = (attemptId: string) => `coach.mode.${attemptId}`;

/** How the candidate chose to answer, kept as long as the tab lives. */
export function keepWish(attemptId: string, mode: Mode): void {
  sessionStorage.setItem(key(attemptId), mode);
}

export function keptWish(attemptId: string): Mode | null {
  const value = sessionStorage.getItem(key(attemptId));
  return value === "voice" || value === "typed" ? value : null;
}
