import { useState } from "preact/hooks";
import type { LiveRehearsal } from "../../live/rehearsal";
import { capital, countText } from "../../ui/parts";
import type { StateView } from "../../wire.gen";
import { useTimes } from "./clock";
import { spokenSeconds } from "./pace";

const TIMED = "max_seconds";
const ENOUGH_FOR_PACE_S = 12;

/** "26 seconds left", "3 seconds over". */
export function leftText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole >= 0 ? `${countText(whole, "second")} left` : `${countText(-whole, "second")} over`;
}

/** Pace in a word: nothing to aim at, only to notice. */
export function paceText(rate: number): string {
  return rate < 105 ? "slow" : rate <= 165 ? "steady" : rate <= 190 ? "brisk" : "fast";
}

function Pace({ words, seconds }: { words: number; seconds: number }) {
  if (seconds < ENOUGH_FOR_PACE_S || words < 15) return null;
  const rate = Math.round((words / seconds) * 60);
  return (
    <li>
      <b>Pace</b> <span class="tabular">{paceText(rate)}, {rate} words a minute</span>
    </li>
  );
}

/** Seconds in which the answer was spoken as far as its words are known. */
function secondsOf(live: LiveRehearsal, started: number | null): number {
  const { answer, voiceFrom, wordsTo } = live.view.interview;
  if (started === null) return 0;
  const said = answer.map((u) => ({ from: u.started, to: u.ended }));
  return spokenSeconds({ from: started, to: wordsTo }, voiceFrom === null ? said : [...said, { from: voiceFrom, to: wordsTo }], live.lost);
}

/** A word that was to be avoided, once said, is told as time over is. */
const soFarClass = (kind: string, told: string): string => (kind === "avoid" && told !== "" ? "over" : "");

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

/** The profile has the question only spoken, as in a conversation. */
function Hidden({ show }: { show: () => void }) {
  return (
    <div class="hidden-question">
      <h1 class="said" data-testid="question-hidden">
        The question was spoken.
      </h1>
      <button type="button" class="button" data-testid="show-question" onClick={show}>
        Show it
      </button>
    </div>
  );
}

interface QuestionProps {
  live: LiveRehearsal;
  state: StateView;
  /** Words said in this answer; null where the answer is typed. */
  words: number | null;
  meter: boolean;
  /** False where the question is only spoken, unless the candidate asks to see it. */
  shown: boolean;
}

export function Question({ live, state, words, meter, shown }: QuestionProps) {
  const [seen, setSeen] = useState("");
  const { answerLeft } = useTimes(live, state);
  const { question } = state;
  const { followUp } = live.view.interview;
  if (question === null) return <h1 class="unseen">Between two questions</h1>;
  const probing = followUp !== null && followUp.questionId === question.id && !followUp.text.includes(question.text);
  const follow = probing ? followUp.text : "";
  const bounded = question.constraints.some((c) => c.kind === TIMED);
  const left = answerLeft !== null && state.answer_started !== null && words !== null ? leftText(answerLeft) : "";
  return (
    <section class="asked" aria-label="The question">
      {shown || seen === question.id ? <Heading text={question.text} follow={follow} /> : <Hidden show={() => setSeen(question.id)} />}
      <ul class="demands" data-testid="constraints">
        {question.constraints.map((constraint, i) => (
          <li key={constraint.kind + constraint.asked}>
            <b>{capital(constraint.asked)}</b>{" "}
            {constraint.kind === TIMED && left !== "" && <span class={left.endsWith("over") ? "over" : ""}>{left}</span>}
            {constraint.kind !== TIMED && state.so_far[i] && <span class={soFarClass(constraint.kind, state.so_far[i])}>{state.so_far[i]}</span>}
          </li>
        ))}
        {!bounded && left !== "" && (
          <li>
            <b>Time</b> <span>{left}</span>
          </li>
        )}
        {words !== null && meter && <Pace words={words} seconds={secondsOf(live, state.answer_started)} />}
      </ul>
    </section>
  );
}
