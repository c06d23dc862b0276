import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { correctWords, disputeFinding } from "../../api/rest";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/button";
import { Banner } from "../../ui/parts";
import type { RemarksView, SentenceView } from "../../wire.gen";
import { rewritten, scoredText } from "./mending";

export const NO_REMARKS: RemarksView = { corrections: [], disputes: [], shares: [] };

/** What the candidate may add to the report on the page; null where it is only read. */
export interface Annotating {
  attemptId: string;
  remarks: RemarksView;
  /** Takes the new remarks and reads the report again where scores may have changed. */
  changed: (remarks: RemarksView, rescored: boolean) => void;
  /** The sound of the attempt is deleted. */
  silenced: () => void;
}

export const AnnotatingContext = createContext<Annotating | null>(null);

/** A finding in the words in which it is shown. */
export interface Claim {
  questionId: string;
  finding: string;
  claim: string;
}

export function ThisIsWrong({ questionId, finding, claim }: Claim) {
  const annotating = useContext(AnnotatingContext);
  const [refused, setRefused] = useState("");
  if (annotating === null) return null;
  const { attemptId, remarks, changed } = annotating;
  const disputed = remarks.disputes.some((d) => d.question_id === questionId && d.finding === finding && d.claim === claim);
  const press = () => {
    const wanted = { question_id: questionId, finding, claim, withdrawn: disputed };
    const noted = (next: RemarksView) => {
      changed(next, false);
      announce(disputed ? "It is taken back." : "It is noted that you say this is wrong.");
    };
    disputeFinding(attemptId, wanted).then(noted, (error: Error) => setRefused(error.message));
  };
  return (
    <>
      {disputed && <b class="disputed">You said that this is wrong. </b>}
      <button type="button" class="text-button" onClick={press} data-testid="dispute">
        {disputed ? "Take that back" : "This finding is wrong"}
      </button>
      {refused !== "" && (
        <span class="refused" role="alert">
          {" "}
          {refused}
        </span>
      )}
    </>
  );
}

interface MendProps {
  questionId: string;
  sentence: SentenceView;
  done: () => void;
}

/** The sentence as text to be mended; only the words that differ are sent. Escape leaves it as it was. The focus goes
 *  back to the sentence. */
export function Mend({ questionId, sentence, done }: MendProps) {
  const annotating = useContext(AnnotatingContext);
  const field = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<{ busy: boolean; refused: string }>({ busy: false, refused: "" });
  useEffect(() => field.current?.focus(), []);
  if (annotating === null) return null;
  const leave = () => {
    const row = field.current?.closest("li");
    done();
    row?.focus({ preventScroll: true });
  };
  const send = async () => {
    const wanted = rewritten(sentence, field.current?.value ?? "");
    if (wanted === null) return leave();
    setState({ busy: true, refused: "" });
    try {
      const remarks = await correctWords(annotating.attemptId, { question_id: questionId, ...wanted });
      annotating.changed(remarks, true);
      leave();
      announce(scoredText(remarks.corrections.findLast((c) => c.question_id === questionId)));
    } catch (error) {
      setState({ busy: false, refused: (error as Error).message });
    }
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") leave();
    if (event.key === "Enter") {
      event.preventDefault();
      void send();
    }
  };
  return (
    <form
      class="mend"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        <span class="second small">What you really said</span>
        <textarea ref={field} rows={2} maxLength={20000} class="said" data-testid="mend" onKeyDown={keys} defaultValue={sentence.words.map((w) => w.text).join(" ")} />
      </label>
      <div>
        <Button type="submit" class="button go" off={state.busy}>
          {state.busy ? "Scoring again …" : "Score it again"}
        </Button>
        <button type="button" class="button plain" onClick={leave}>
          Leave it
        </button>
        <span class="second small">What was heard is kept.</span>
      </div>
      {state.refused !== "" && <Banner tone="broken">{state.refused}</Banner>}
    </form>
  );
}

/** The words that were mended in an answer, and what that did to its score. */
export function Mended({ questionId }: { questionId: string }) {
  const mended = useContext(AnnotatingContext)?.remarks.corrections.filter((c) => c.question_id === questionId) ?? [];
  if (mended.length === 0) return null;
  return (
    <ul class="mended" aria-label="Corrected words" data-testid="mended">
      {mended.map((c, i) => (
        <li key={i}>
          <s class="third">{c.heard}</s> <b>{c.text === "" ? "taken out" : c.text}</b>
          {c.before !== null && c.after !== null && (
            <span class="second tabular">{c.before === c.after ? ` the score stays ${c.after}` : ` ${c.before} → ${c.after}`}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
