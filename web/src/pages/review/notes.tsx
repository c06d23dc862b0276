import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../ui/button";
import type { AnswerView, Comment } from "../../wire.gen";
import type { Numbered } from "./seen";
import { placeText, secondsOf } from "./spans";

type WritingProps = Pick<NotesProps, "text" | "write" | "add" | "drop"> & { chosen: Comment["span"]; sentences: AnswerView["sentences"] };

function Writing({ chosen, sentences, text, write, add, drop }: WritingProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const placed = JSON.stringify(chosen);
  const whole = chosen.type === "words" && chosen.quote.includes(" ");
  useEffect(() => (whole || chosen.type === "seconds" ? field.current?.focus() : undefined), [placed]);
  return (
    <form
      class="comment writing"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") add(text.trim());
      }}
    >
      <p class="second" id="comment-about">
        {chosen.type === "words" ? <q class="said">{chosen.quote}</q> : placeText(chosen, sentences)}
      </p>
      <textarea
        ref={field}
        class="remark"
        aria-label="Comment"
        aria-describedby="comment-about"
        data-testid="comment"
        rows={3}
        maxLength={4000}
        value={text}
        onInput={(e) => write(e.currentTarget.value)}
        onKeyDown={(e) => e.key === "Escape" && drop()}
      />
      <div class="set-ways">
        <Button type="submit" class="button go" data-testid="add-comment" off={text.trim() === ""}>
          Add
        </Button>
        <button type="button" class="button plain" onClick={drop}>
          Leave it
        </button>
      </div>
    </form>
  );
}

interface NotesProps {
  answer: AnswerView;
  comments: readonly Numbered[];
  /** Comments on other answers of the take. */
  elsewhere: number;
  chosen: Comment["span"] | null;
  /** What is being written about the span; it stays while another is chosen. */
  text: string;
  write: (text: string) => void;
  add: (text: string) => void;
  drop: () => void;
  /** `pressed`: what asked for it. */
  remove: (number: number, pressed: Element) => void;
  hear: ((second: number) => void) | null;
}

/** The comments on this answer, each with its number, its place and its words. */
export function Notes({ answer, comments, elsewhere, chosen, text, write, add, drop, remove, hear }: NotesProps) {
  const { sentences } = answer;
  return (
    <section aria-labelledby="notes-title">
      <h2 id="notes-title" tabIndex={-1}>
        Comments
      </h2>
      {comments.map(({ number, comment }) => {
        const at = secondsOf(comment.span, sentences);
        return (
          <article key={comment} class="comment" aria-label={`Comment ${number}`}>
            <b class="number">{number}</b>
            {hear !== null && at !== null ? (
              <button type="button" class="text-button tabular" onClick={() => hear(at.start)} aria-label={`Hear it from ${placeText(comment.span, sentences)}`}>
                {placeText(comment.span, sentences)}
              </button>
            ) : (
              <span class="second tabular">{placeText(comment.span, sentences)}</span>
            )}
            <p>{comment.text}</p>
            <button type="button" class="text-button remove" aria-label={`Remove comment ${number}`} onClick={({ currentTarget }) => remove(number, currentTarget)}>
              Remove
            </button>
          </article>
        );
      })}
      {chosen && <Writing chosen={chosen} sentences={sentences} text={text} write={write} add={add} drop={drop} />}
      {comments.length === 0 && chosen === null && <p class="second">Choose the first word of a span, then the last{hear === null ? "" : "; or draw over the line"}. What you write stands here.</p>}
      {elsewhere > 0 && <p class="second">{elsewhere === 1 ? "One more stands" : `${elsewhere} more stand`} at the other answers.</p>}
    </section>
  );
}
