import { capital, countText } from "../../ui/parts";
import type { AnswerView, AttemptView } from "../../wire.gen";

const paused = (seconds: number): string => (seconds === 1 ? "a second had passed" : `${seconds} s had passed`);

function isEarly(answer: AnswerView, least: number): boolean {
  const delay = answer.scorecard?.delivery.response_delay ?? null;
  return delay !== null && delay < least;
}

const FINE = "A short pause is fine; it scores nothing.";

/** Like `earlyText`, of one answer. */
export const earlyAnswerText = (answer: AnswerView, least: number): string => (isEarly(answer, least) ? `This answer began before ${paused(least)}. ${FINE}` : "");

/** That answers began sooner than the profile wants; "" where none did, or where it wants no pause. */
export function earlyText({ answers, least_delay: least }: Pick<AttemptView, "answers" | "least_delay">): string {
  const early = answers.filter((answer) => isEarly(answer, least)).length;
  return early === 0 ? "" : `${capital(countText(early, "answer"))} began before ${paused(least)}. ${FINE}`;
}
