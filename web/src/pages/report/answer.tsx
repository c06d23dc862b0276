import { useState } from "preact/hooks";
import { capital } from "../../ui/parts";
import type { AnswerView, Scorecard } from "../../wire.gen";
import { Concepts, Counts, Findings } from "./findings";
import { AnswerLine } from "./line";
import type { Recording } from "./listening";
import { NO_SELECTION, type Selection } from "./selection";
import { Transcript } from "./transcript";

/** The number with its band, its interval and what held it back. Not assessed is said, never shown as zero. */
export function Score({ card, testid }: { card: Scorecard | null; testid?: string }) {
  if (card === null || card.overall === null) {
    return (
      <div class="score" data-testid={testid}>
        <p class="not-assessed">
          <b>Not assessed</b>
          <span class="second">{card?.not_assessed ?? "There was no answer to this question yet."}</span>
        </p>
      </div>
    );
  }
  const { overall, band, interval, ceilings } = card;
  return (
    <div class="score" data-testid={testid}>
      <div class="score-number">
        <b class="tabular">{overall}</b>
        <span>
          {band && capital(band.name)}
          {interval && (
            <small class="tabular">
              {interval[0]} to {interval[1]}
            </small>
          )}
        </span>
      </div>
      {ceilings.map((ceiling) => (
        <p key={ceiling.reason} class="second small">
          {overall >= ceiling.limit ? "Held at" : "At most"} {ceiling.limit}: {ceiling.reason}
        </p>
      ))}
    </div>
  );
}

function Compared({ question }: { question: AnswerView["question"] }) {
  if (!question.beginner && !question.expert) return null;
  return (
    <section class="compared" aria-label="Example answers">
      {question.beginner && (
        <details>
          <summary>How a beginner might answer</summary>
          <p class="said">{question.beginner}</p>
        </details>
      )}
      {question.expert && (
        <details>
          <summary>How an expert might answer</summary>
          <p class="said">{question.expert}</p>
        </details>
      )}
    </section>
  );
}

const LONG_QUESTION = 90;

interface AnswerProps {
  answer: AnswerView;
  loudness: { levels: number[]; step: number } | null;
  recording: Recording | null;
  again: (() => void) | null;
  /** The only answer of its attempt: its score is the attempt's. */
  only: boolean;
}

function scrollToFirst(selection: Selection): void {
  const first = Math.min(...selection.earned, ...selection.lost);
  if (Number.isFinite(first)) document.querySelector(`[data-sentence="${first}"]`)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

export function Answer({ answer, loudness, recording, again, only }: AnswerProps) {
  const [selection, setSelection] = useState(NO_SELECTION);
  const [focused, setFocused] = useState<number | null>(null);
  const card = answer.scorecard;
  const choose = (next: Selection) => {
    setSelection(next);
    scrollToFirst(next);
  };
  const finding = { typed: answer.typed, selection, choose };
  const asked = card?.constraints.map((c) => c.asked).join(", ") ?? "";
  const timed = !answer.typed && answer.sentences.length > 0 && (answer.sentences.at(-1)?.end ?? 0) > (answer.sentences[0]?.start ?? 0);
  return (
    <article class="answer">
      <header class="answer-head">
        <div>
          <h2 class={`said ${answer.question.text.length > LONG_QUESTION ? "long-question" : ""}`}>{answer.question.text}</h2>
          {asked !== "" && <p class="second">Asked for: {asked}.</p>}
        </div>
        <Score card={card} testid={only ? "overall" : "answer-score"} />
      </header>
      {card !== null && card.one_change !== "" && (
        <section class="one-change" aria-labelledby="change-title">
          <div>
            <h3 id="change-title">The one change that helps most</h3>
            <p class="said">{card.one_change}</p>
          </div>
          {again && (
            <button type="button" class="button go" onClick={again}>
              Say it again
            </button>
          )}
        </section>
      )}
      {timed && <AnswerLine answer={answer} loudness={loudness} recording={recording} choose={setFocused} />}
      <div class="columns">
        <Transcript answer={answer} selection={selection} focused={focused} recording={recording} focus={setFocused} />
        {card !== null && <Findings {...finding} card={card} />}
        <div class="more">
          {card !== null && <Concepts {...finding} card={card} />}
          {card !== null && <Counts {...finding} card={card} />}
          <Compared question={answer.question} />
        </div>
      </div>
    </article>
  );
}
