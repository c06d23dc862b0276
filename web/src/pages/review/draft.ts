import { useEffect, useRef, useState } from "preact/hooks";
import { capital } from "../../ui/parts";
import type { FindingsView, ReviewDraft, SentReview } from "../../wire.gen";
import { saveReview, sendReview } from "../sets/doors";

const SAVE_AFTER_MS = 1500;

/** What is sent: the machine's levels are written beside the coach's by the server. */
export function draftOf(findings: FindingsView): ReviewDraft {
  return { ...findings, levels: findings.levels.map(({ question_id, criterion, level }) => ({ question_id, criterion, level })) };
}

export interface Draft {
  findings: FindingsView;
  change: (findings: FindingsView) => void;
  /** What became of it last, in words. */
  said: string;
  /** Why it was not kept or not sent; what was written stays on the page. */
  failed: string;
  sent: SentReview | null;
  save: () => void;
  send: () => void;
}

/** The review as it is written: kept a moment after each change, so that nothing is lost with the page. */
export function useDraft(id: string, first: FindingsView): Draft {
  const [findings, setFindings] = useState(first);
  const [said, setSaid] = useState("");
  const [failed, setFailed] = useState("");
  const [sent, setSent] = useState<SentReview | null>(null);
  const changed = useRef(false);
  const fails = (what: string) => (error: Error) => {
    setSaid("");
    setFailed(`${what} What you wrote stays on this page. ${capital(error.message)}`);
  };
  const keep = () =>
    saveReview(id, draftOf(findings)).then(() => {
      changed.current = false;
      setFailed("");
      setSaid("Saved.");
    });
  useEffect(() => {
    if (!changed.current) return;
    const timer = setTimeout(() => void keep().catch(fails("Not saved.")), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [findings]);
  return {
    findings,
    change: (next) => {
      changed.current = true;
      setFindings(next);
      setSaid("");
      setFailed("");
      setSent(null);
    },
    said,
    failed,
    sent,
    save: () => void keep().catch(fails("Not saved.")),
    send: () =>
      void keep()
        .then(() => sendReview(id))
        .then(
          (done) => {
            setSent(done);
            setSaid("");
          },
          fails("Not sent."),
        ),
  };
}
