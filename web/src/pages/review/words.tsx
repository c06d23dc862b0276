import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { Tag } from "../../ui/parts";
import type { AnswerView, Comment } from "../../wire.gen";
import type { Numbered } from "./seen";
import { beside, covers, type Place, wordsOf } from "./spans";

interface WordsProps {
  answer: AnswerView;
  /** Comments on this answer with their numbers. */
  comments: readonly Numbered[];
  chosen: Comment["span"] | null;
  pick: (place: Place) => void;
  /** The second that is heard, or null. */
  at: number | null;
  /** Plays from a second on; null where no sound is here. */
  hear: ((second: number) => void) | null;
}

const wordId = ([sentence, word]: Place) => `word-${sentence}-${word}`;

/** The focus back to the line on which a stretch was drawn, or to the word at which the keyboard was. */
export function backToAnswer(drawn: boolean): void {
  const line = drawn ? document.querySelector<HTMLElement>(".review-line[tabindex]") : null;
  (line ?? document.querySelector<HTMLElement>(".review-words .pick[tabindex='0']"))?.focus({ preventScroll: true });
}

/** The transcript, word by word: one stop for the keyboard, arrows move within it, Enter picks, Shift Enter hears. */
export function Words({ answer, comments, chosen, pick, at, hear }: WordsProps) {
  const [place, setPlace] = useState<Place>([0, 0]);
  const keys = (event: KeyboardEvent) => {
    const [s, w] = place;
    const sentence = answer.sentences[s];
    if (event.key === "Enter" && event.shiftKey && hear !== null && sentence !== undefined) {
      event.preventDefault();
      return hear(sentence.words[w]?.start ?? sentence.start);
    }
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const next = beside(answer.sentences, place, event.key);
    setPlace(next);
    document.getElementById(wordId(next))?.focus();
  };
  const ends = (s: number, w: number) => comments.filter(({ comment: { span } }) => span.type === "words" && span.last === s && span.last_word === w);
  const covered = (s: number, w: number) =>
    comments.some(({ comment }) => covers(comment.span, s, w)) || (chosen !== null && covers(chosen, s, w));
  const heard = (s: number, w: number) => {
    const word = answer.sentences[s]?.words[w];
    return at !== null && word !== undefined && at >= word.start && at < word.end;
  };
  return (
    <ol class="review-words" onKeyDown={keys}>
      {answer.sentences.map((sentence, s) => (
        <li key={s}>
          <Tag letter={sentence.label ?? "O"} />
          <p class="said">
            {wordsOf(sentence.text).map((word, w) => {
              const on = covered(s, w);
              const joined = on && covered(s, w + 1) && w + 1 < wordsOf(sentence.text).length;
              return (
                <Fragment key={w}>
                  <span class={on ? "spanned" : ""}>
                    <button
                      type="button"
                      id={wordId([s, w])}
                      tabIndex={place[0] === s && place[1] === w ? 0 : -1}
                      class={`pick ${chosen !== null && covers(chosen, s, w) ? "chosen" : ""} ${heard(s, w) ? "now" : ""}`}
                      aria-pressed={chosen !== null && covers(chosen, s, w) ? true : undefined}
                      onFocus={() => setPlace([s, w])}
                      onClick={() => pick([s, w])}
                    >
                      {word}
                    </button>
                    {joined && " "}
                  </span>
                  {ends(s, w).map(({ number }) => (
                    <sup key={number}>
                      <span class="unseen">comment </span>
                      {number}
                    </sup>
                  ))}
                  {!joined && " "}
                </Fragment>
              );
            })}
          </p>
        </li>
      ))}
    </ol>
  );
}
