import { deleteAttempt, RestError } from "../api/rest";
import { removeFilm } from "../voice/films";
import { forgetSent } from "./outbox";

const DRAFT = "coach.draft.";

interface Draft {
  question: string;
  text: string;
}

/** What was typed to a question and not sent: kept in this browser over a reload and for another tab, until it is sent. */
export function keptDraft(attemptId: string, question: string): string {
  try {
    const draft = JSON.parse(localStorage.getItem(DRAFT + attemptId) ?? "null") as Draft | null;
    return draft !== null && draft.question === question ? draft.text : "";
  } catch {
    return "";
  }
}

export function keepDraft(attemptId: string, question: string, text: string): void {
  if (text === "") return forgetDraft(attemptId);
  try {
    localStorage.setItem(DRAFT + attemptId, JSON.stringify({ question, text }));
  } catch {
    // A browser that keeps nothing: the draft lasts as long as its page.
  }
}

export function forgetDraft(attemptId: string): void {
  localStorage.removeItem(DRAFT + attemptId);
}

/** The attempt, and what this browser keeps of it, a film too; what was deleted elsewhere leaves the browser all the same. */
export async function removeAttempt(attemptId: string): Promise<void> {
  await deleteAttempt(attemptId).catch((error: unknown) => {
    if (!(error instanceof RestError) || error.status !== 404) throw error;
  });
  forgetDraft(attemptId);
  forgetSent(attemptId);
  await removeFilm(attemptId).catch(() => undefined);
}
