import { useEffect, useRef, useState } from "preact/hooks";
import { keepDraft, keptDraft } from "../../live/draft";
import { Button } from "../../ui/button";

interface TypedProps {
  attemptId: string;
  /** The question that is asked, "" where none is yet. */
  question: string;
  disabled: boolean;
  /** True when the box was asked for and should have the focus. */
  focus: boolean;
  /** Answers that were sent while nobody answered, and wait here. */
  unsent: readonly string[];
  send: (text: string) => void;
  /** Something was typed. */
  typing: () => void;
}

/** The text of the box; what of it was not sent is kept, and comes back with its question. */
function useDraft(attemptId: string, question: string, unsent: readonly string[]): [string, (text: string) => void] {
  const [text, setText] = useState("");
  const broughtBack = useRef("");
  useEffect(() => {
    if (question === "") return;
    if (broughtBack.current === question) return keepDraft(attemptId, question, [...unsent, text].join(" ").trim());
    broughtBack.current = question;
    if (text === "") setText(keptDraft(attemptId, question));
  }, [attemptId, question, unsent, text]);
  return [text, setText];
}

/** The typed answer. Ctrl or Cmd with Enter sends; a draft stays while the interviewer speaks. */
export function TypedAnswer({ attemptId, question, disabled, focus, unsent, send, typing }: TypedProps) {
  const [text, setText] = useDraft(attemptId, question, unsent);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const submit = () => {
    if (text.trim() === "" || disabled) return;
    send(text.trim());
    setText("");
  };
  const words = text.trim() === "" ? 0 : text.trim().split(/\s+/).length;
  return (
    <form
      class="typed"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {unsent.length > 0 && (
        <p class="said unsent" data-testid="unsent">
          <span class="second small">Waits to be sent: </span>
          <span class="tentative">{unsent.join(" ")}</span>
        </p>
      )}
      <label for="typed-answer">Your answer</label>
      <textarea
        id="typed-answer"
        ref={field}
        class="said"
        data-testid="typed"
        rows={4}
        maxLength={20_000}
        value={text}
        placeholder="Type as you would speak."
        onInput={(event) => {
          setText(event.currentTarget.value);
          typing();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            submit();
          }
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <div class="typed-foot">
        <span class="second small tabular">{words === 1 ? "1 word" : `${words} words`}</span>
        <Button type="submit" class="button go" data-testid="send" off={disabled || words === 0}>
          Send the answer <kbd aria-hidden="true">Ctrl Enter</kbd>
        </Button>
      </div>
    </form>
  );
}
