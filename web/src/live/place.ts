import { SAMPLE_RATE } from "./chunks";

const PLACE = "coach.place.";

/** How far the microphone of a page that goes away had come, in samples on the server's count. */
export function keepPlace(attemptId: string, sample: number): void {
  try {
    sessionStorage.setItem(PLACE + attemptId, String(sample));
  } catch {
    // A browser that keeps nothing: what was lost is not known.
  }
}

/** Seconds of sound that the page before this one recorded and never sent, told once. `next`: the sample that the server
 * waits for, 0 where it counts from the beginning. */
export function lostSeconds(attemptId: string, next: number): number {
  const place = Number(sessionStorage.getItem(PLACE + attemptId));
  sessionStorage.removeItem(PLACE + attemptId);
  return next === 0 || !(place > next) ? 0 : (place - next) / SAMPLE_RATE;
}
