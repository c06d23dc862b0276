import { capital, countText } from "../../ui/parts";
import type { AttemptView } from "../../wire.gen";

const paused = (seconds: number): string => (seconds === 1 ? "a second had passed" : `${seconds} s had passed`);

/** That answers began sooner than the profile wants; "" where none did, or where it wants no pause. */
export function earlyText({ answers, least_delay: least }: Pick<AttemptView, "answers" | "least_delay">): string {
  const early = answers.filter((answer) => {
    const delay = answer.scorecard?.delivery.response_delay ?? null;
    return delay !== null && delay < least;
  }).length;
  return early === 0 ? "" : `${capital(countText(early, "answer"))} began before ${paused(least)}. A short pause is fine; it scores nothing.`;
}
