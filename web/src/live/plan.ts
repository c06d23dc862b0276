import { createAttempt } from "../api/rest";
import { go } from "../ui/router";
import type { NewAttempt } from "../wire.gen";
import { keepWish } from "./wish";

const PLAN = "coach.plan";
const UNCHECKED = "coach.unchecked";

/** What will be rehearsed once the devices are checked. No attempt exists yet, so that the check uses none up. */
export function keepPlan(plan: NewAttempt): void {
  sessionStorage.setItem(PLAN, JSON.stringify(plan));
}

export function keptPlan(): NewAttempt | null {
  try {
    return JSON.parse(sessionStorage.getItem(PLAN) ?? "null") as NewAttempt | null;
  } catch {
    return null;
  }
}

/** False once the candidate asked not to be checked before each rehearsal on this machine. */
export const checksFirst = (): boolean => localStorage.getItem(UNCHECKED) === null;

export function setChecksFirst(on: boolean): void {
  if (on) localStorage.removeItem(UNCHECKED);
  else localStorage.setItem(UNCHECKED, "yes");
}

/** How the room begins: as the plan says, or only once the candidate has said there how they answer. */
export type Beginning = "at once" | "when asked";

/** Makes the attempt and opens its room; `made` hears its id before. Raises RestError. */
export async function beginAttempt(plan: NewAttempt, beginning: Beginning = "at once", made: (attemptId: string) => unknown = () => undefined): Promise<void> {
  const { attempt_id } = await createAttempt(plan);
  made(attempt_id);
  if (beginning === "at once") keepWish(attempt_id, plan.microphone ? "voice" : "typed");
  go(`/rehearse/${encodeURIComponent(attempt_id)}`);
}

const SET_BANK = "set:";

/** The practice set whose frozen questions a bank is; null for any other bank. */
export const setOf = (bankId: string): string | null => (bankId.startsWith(SET_BANK) ? bankId.slice(SET_BANK.length) : null);

/** By voice through the device check, typed answers at once. */
export async function start(plan: NewAttempt, beginning: Beginning = "at once"): Promise<void> {
  keepPlan(plan);
  if (plan.microphone && checksFirst()) go("/check");
  else await beginAttempt(plan, beginning);
}
