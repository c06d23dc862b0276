import { useLoaded } from "../../api/load";
import { clockText, Levels } from "../../ui/parts";
import type { AnswerView } from "../../wire.gen";
import { getSeenReview } from "../sets/doors";
import "./review.css";

/** What a coach wrote about an attempt, in the candidate's report; nothing where there is no review. */
export function CoachReview({ attemptId, answers }: { attemptId: string; answers: readonly AnswerView[] }) {
  const loaded = useLoaded(() => getSeenReview(attemptId), attemptId);
  if (loaded.state !== "ready" || loaded.value.review === null) return null;
  const { coach, findings } = loaded.value.review;
  const nameOf = (question: string, id: string) =>
    answers.find((a) => a.question.id === question)?.scorecard?.criteria.find((c) => c.id === id)?.name ?? id;
  return (
    <section class="seen-review" aria-labelledby="seen-title" data-testid="coach-review">
      <h2 id="seen-title">What {coach || "your coach"} says</h2>
      {findings.remark !== "" && <p class="said seen-remark">{findings.remark}</p>}
      <ol>
        {findings.comments.map((c, i) => (
          <li key={i} class="comment">
            <b class="number">{i + 1}</b>
            <div>
              <p class="second">{c.span.type === "words" ? `“${c.span.quote}”` : `${clockText(c.span.start)} to ${clockText(c.span.end)}`}</p>
              <p>{c.text}</p>
            </div>
          </li>
        ))}
      </ol>
      {findings.levels.map((l) => (
        <p key={l.question_id + l.criterion} class="level-line">
          <b>{nameOf(l.question_id, l.criterion)}</b> <span>coach</span> <Levels level={l.level} /> <span>machine</span>{" "}
          {l.machine === null ? "not assessed" : <Levels level={l.machine} />}
        </p>
      ))}
    </section>
  );
}
