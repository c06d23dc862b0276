import type { Interview } from "../../live/interview";
import type { LiveRehearsal } from "../../live/rehearsal";
import { capital, countText } from "../../ui/parts";
import type { StateView } from "../../wire.gen";
import { useTimes } from "./clock";

const TIMED = "max_seconds";
const ENOUGH_FOR_PACE_S = 12;

/** "26 seconds left", "3 seconds over". */
export function leftText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole >= 0 ? `${countText(whole, "second")} left` : `${countText(-whole, "second")} over`;
}

function Pace({ words, seconds }: { words: number; seconds: number }) {
  if (seconds < ENOUGH_FOR_PACE_S || words < 15) return null;
  const rate = Math.round((words / seconds) * 60);
  return (
    <li>
      <b>Pace</b> <span>{rate} words a minute</span>
    </li>
  );
}

const LONG_QUESTION = 110;

function Heading({ text, follow }: { text: string; follow: string }) {
  const long = (follow || text).length > LONG_QUESTION ? "long-question" : "";
  if (follow === "") {
    return (
      <h1 class={`said ${long}`} data-testid="question">
        {text}
      </h1>
    );
  }
  return (
    <>
      <p class="asked-before second" data-testid="question">
        {text}
      </p>
      <h1 class={`said ${long}`} data-testid="follow-up">
        {follow}
      </h1>
    </>
  );
}

interface QuestionProps {
  live: LiveRehearsal;
  state: StateView;
  /** Words said in this answer; null where the answer is typed. */
  words: number | null;
  followUp: Interview["followUp"];
}

export function Question({ live, state, words, followUp }: QuestionProps) {
  const { answerLeft } = useTimes(live, state);
  const { question } = state;
  if (question === null) return null;
  const elapsed = state.answer_started === null ? 0 : live.clock() - state.answer_started;
  const probing = followUp !== null && followUp.questionId === question.id && !followUp.text.includes(question.text);
  const follow = probing ? followUp.text : "";
  const bounded = question.constraints.some((c) => c.kind === TIMED);
  const left = answerLeft !== null && state.answer_started !== null && words !== null ? leftText(answerLeft) : "";
  return (
    <section class="asked" aria-label="The question">
      <Heading text={question.text} follow={follow} />
      <ul class="demands" data-testid="constraints">
        {question.constraints.map((constraint) => (
          <li key={constraint.kind + constraint.asked}>
            <b>{capital(constraint.asked)}</b>{" "}
            {constraint.kind === TIMED && left !== "" && <span class={left.endsWith("over") ? "over" : ""}>{left}</span>}
          </li>
        ))}
        {!bounded && left !== "" && (
          <li>
            <b>Time</b> <span>{left}</span>
          </li>
        )}
        {words !== null && <Pace words={words} seconds={elapsed} />}
      </ul>
    </section>
  );
}
