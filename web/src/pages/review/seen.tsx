import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useLoaded } from "../../api/load";
import type { AnswerView, Comment, ReceivedReview } from "../../wire.gen";
import { getSeenReview } from "../sets/doors";
import "./seen.css";
import { placeText, secondsOf } from "./spans";

/** What a coach wrote about the attempt on the page; null where nobody did. */
export const ReviewContext = createContext<ReceivedReview | null>(null);

/** `attemptId` '' where nobody can have reviewed it. */
export function useSeenReview(attemptId: string): ReceivedReview | null {
  const loaded = useLoaded(() => (attemptId === "" ? Promise.resolve({ review: null }) : getSeenReview(attemptId)), attemptId);
  return loaded.state === "ready" ? loaded.value.review : null;
}

export const coachName = (review: ReceivedReview): string => review.coach || "Your coach";

export interface Numbered {
  number: number;
  comment: Comment;
}

/** The comments on one answer, numbered through the whole review. */
export function useComments(questionId: string): Numbered[] {
  const comments = useContext(ReviewContext)?.findings.comments ?? [];
  return comments.map((comment, i) => ({ number: i + 1, comment })).filter(({ comment }) => comment.question_id === questionId);
}

/** The level that the coach gave a criterion, or null. */
export function useCoachLevel(questionId: string, criterion: string): { coach: string; level: number } | null {
  const review = useContext(ReviewContext);
  const found = review?.findings.levels.find((l) => l.question_id === questionId && l.criterion === criterion);
  return review === null || found === undefined ? null : { coach: coachName(review), level: found.level };
}

function Place({ span, answer, hear }: { span: Comment["span"]; answer: AnswerView; hear: ((second: number) => void) | null }) {
  const at = secondsOf(span, answer.sentences);
  if (at === null || answer.typed) return null;
  const text = placeText(span, answer.sentences);
  if (hear === null) return <span class="second tabular">{text}</span>;
  return (
    <button type="button" class="text-button tabular" onClick={() => hear(at.start)} aria-label={`Hear it from ${text}`}>
      {text}
    </button>
  );
}

/** The coach's remark and comments, beside the answer that they are about. */
export function CoachSays({ answer, hear }: { answer: AnswerView; hear: ((second: number) => void) | null }) {
  const review = useContext(ReviewContext);
  const comments = useComments(answer.question.id);
  if (review === null) return null;
  return (
    <section class="seen-review" aria-labelledby="seen-title" data-testid="coach-review">
      <h2 id="seen-title">What {coachName(review)} says</h2>
      {review.findings.remark !== "" && <p class="said">{review.findings.remark}</p>}
      {comments.map(({ number, comment }) => (
        <article key={number} class="comment" aria-label={`Comment ${number}`}>
          <b class="number">{number}</b>
          <Place span={comment.span} answer={answer} hear={hear} />
          {comment.span.type === "words" && <q class="said second">{comment.span.quote}</q>}
          <p>{comment.text}</p>
        </article>
      ))}
    </section>
  );
}
