import { useEffect, useRef } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getAttempt } from "../../api/rest";
import { Banner, capital, Levels, Tag } from "../../ui/parts";
import { scrolling } from "../../ui/scrolling";
import type { AnswerView, AttemptSummary } from "../../wire.gen";
import { whenText } from "../attempts/attempts";
import { compared, levelChanges, type Piece, takeName } from "./takes";
import "./comparison.css";

function Side({ title, answer, pieces, later }: { title: string; answer: AnswerView; pieces: Piece[][]; later: boolean }) {
  const overall = answer.scorecard?.overall;
  return (
    <section class={`take ${later ? "later" : "earlier"}`} aria-label={title}>
      <header>
        <h3>{title}</h3>
        <b class="tabular">{overall ?? "not assessed"}</b>
      </header>
      <ol>
        {pieces.map((sentence, i) => (
          <li key={i}>
            <Tag letter={answer.sentences[i]?.label ?? "O"} />
            <p class="said">
              {sentence.map((piece, n) =>
                piece.changed ? later ? <ins key={n}>{piece.text} </ins> : <del key={n}>{piece.text} </del> : <span key={n}>{piece.text} </span>,
              )}
            </p>
          </li>
        ))}
      </ol>
      {pieces.length === 0 && <p class="second">Nothing was said.</p>}
    </section>
  );
}

function Differences({ earlier, later }: { earlier: AnswerView; later: AnswerView }) {
  if (earlier.scorecard === null || later.scorecard === null) return null;
  const level = (value: number | null) => (value === null ? <span class="second">not assessed</span> : <Levels level={value} />);
  return (
    <ul class="lines differences" data-testid="differences">
      {levelChanges(earlier.scorecard, later.scorecard).map((change) => (
        <li key={change.name} class={change.before === change.after ? "same" : ""}>
          <b>{change.name}</b>
          {level(change.before)}
          <span class="second" aria-label="to">
            →
          </span>
          {level(change.after)}
          <span class="second">{change.before === change.after ? "as before" : capital(change.reason)}</span>
        </li>
      ))}
    </ul>
  );
}

interface ComparisonProps {
  takes: readonly AttemptSummary[];
  earlierId: string;
  laterId: string;
  later: AnswerView;
  choose: (attemptId: string | null) => void;
}

/** Two takes of one question side by side, the words and levels that differ marked. */
export function Comparison({ takes, earlierId, laterId, later, choose }: ComparisonProps) {
  const loaded = useLoaded(() => getAttempt(earlierId), earlierId);
  const answer = loaded.state === "ready" ? loaded.value.answers.find((a) => a.question.id === later.question.id) : undefined;
  const place = (id: string) => takes.findIndex((t) => t.attempt_id === id);
  const top = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: "start", behavior: scrolling() });
  }, []);
  return (
    <section ref={top} class="comparison" aria-labelledby="comparison-title" data-testid="comparison">
      <header>
        <h2 id="comparison-title" ref={title} tabIndex={-1}>
          Side by side
        </h2>
        <label class="field">
          <span class="second">This take with</span>
          <select value={earlierId} onChange={(event) => choose(event.currentTarget.value)}>
            {takes.map((take, i) =>
              take.attempt_id === laterId ? null : (
                <option key={take.attempt_id} value={take.attempt_id}>
                  {takeName(i)}, {whenText(take.created)}
                </option>
              ),
            )}
          </select>
        </label>
        <button type="button" class="button plain" onClick={() => choose(null)}>
          Close
        </button>
      </header>
      {loaded.state === "failed" && <Banner tone="broken">{loaded.message}</Banner>}
      {loaded.state === "ready" && answer === undefined && <p class="second">That take has no answer to this question.</p>}
      {answer !== undefined && <Both earlier={answer} later={later} title={takeName(place(earlierId))} own={takeName(place(laterId))} />}
    </section>
  );
}

function Both({ earlier, later, title, own }: { earlier: AnswerView; later: AnswerView; title: string; own: string }) {
  const [before, after] = compared(earlier.sentences, later.sentences);
  return (
    <>
      <Differences earlier={earlier} later={later} />
      <div class="both-takes">
        <Side title={title} answer={earlier} pieces={before} later={false} />
        <Side title={`${own}, this one`} answer={later} pieces={after} later />
      </div>
      <p class="second small">
        <del>Struck</del>: only in the other take. <ins>Underlined</ins>: new in this one.
      </p>
    </>
  );
}
