import type { RehearsalView } from "../../live/rehearsal";
import { capital, countText } from "../../ui/parts";
import type { AnswerView, AttemptView } from "../../wire.gen";

/** A rehearsal that was ended and is still being written down. */
export interface Ending {
  /** What is done now, and what is safe. */
  text: string;
  /** Words that were heard and are not final yet. */
  coming: string;
  /** What was asked last, '' where it is not known here. */
  question: string;
}

function textOf(view: RehearsalView | null): string {
  if (view === null || view.link === "open") return "Your last words are being written down. The score follows.";
  const seconds = Math.ceil(view.waiting);
  if (seconds === 0) return "Connection lost. What you said is kept; keep this page open, it connects again by itself.";
  return `Connection lost. ${capital(countText(seconds, "second"))} of your answer ${seconds === 1 ? "waits" : "wait"} to be sent; keep this page open.`;
}

/** `live`: the rehearsal as this tab still hears it, null after a reload. Null where it cannot go on from here. */
export function endingOf(live: RehearsalView | null): Ending | null {
  if (live !== null && (live.interview.fatal !== null || live.link === "closed")) return null;
  const { committed, tentative, state } = live?.interview ?? { committed: "", tentative: "", state: null };
  return { text: textOf(live), coming: (committed + tentative).trim(), question: state?.question?.text ?? "" };
}

/** Answers that are not scored yet: the last that was asked for, while its rehearsal is being ended. */
export function isPending(answers: readonly AnswerView[], answer: AnswerView, ending: Ending | null): boolean {
  return ending !== null && answer.scorecard === null && answer === answers.at(-1);
}

/** What the report comes to, in a sentence: its number, or why there is none. */
function outcomeOf({ report, answers, summary }: AttemptView): string {
  const overall = report?.overall ?? summary.overall;
  if (overall !== null) return `${overall} of 100.`;
  if (answers.every((answer) => answer.sentences.length === 0)) return "Not assessed: no words of yours were heard.";
  const reasons = new Set(answers.map((answer) => answer.scorecard?.not_assessed ?? ""));
  const [reason] = reasons;
  return reasons.size === 1 && reason ? `Not assessed: ${reason}.` : "Not assessed.";
}

/** What a screen reader is told: what is waited for, then that it has come, and what it comes to. */
export function toldOf(attempt: AttemptView, ending: Ending | null, waited: boolean): string {
  if (ending !== null) return ending.text;
  return waited && attempt.finished ? `The report is complete. ${outcomeOf(attempt)}` : "";
}
