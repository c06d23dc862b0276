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
  /** Whether it was sent from this page, also if it was changed afterwards. */
  wentBack: boolean;
  /** Whether it was written on since it was sent or, before that, since the page was opened. */
  changed: boolean;
  save: () => void;
  send: () => void;
}

/** The review as it is written: kept a moment after each change, so that nothing is lost with the page. */
export function useDraft(id: string, first: FindingsView): Draft {
  const [findings, setFindings] = useState(first);
  const [said, setSaid] = useState("");
  const [failed, setFailed] = useState("");
  const [sent, setSent] = useState<SentReview | null>(null);
  const [changed, setChanged] = useState(false);
  const [wentBack, setWentBack] = useState(false);
  const unsaved = useRef(false);
  const fails = (what: string) => (error: Error) => {
    setSaid("");
    setFailed(`${what} What you wrote stays on this page. ${capital(error.message)}`);
  };
  const keep = () =>
    saveReview(id, draftOf(findings)).then(() => {
      unsaved.current = false;
      setFailed("");
      setSaid("Saved.");
    });
  useEffect(() => {
    if (!unsaved.current) return;
    const timer = setTimeout(() => void keep().catch(fails("Not saved.")), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [findings]);
  return {
    findings,
    change: (next) => {
      unsaved.current = true;
      setFindings(next);
      setChanged(true);
      setSaid("");
      setFailed("");
      setSent(null);
    },
    said,
    failed,
    sent,
    wentBack,
    changed,
    save: () => void keep().catch(fails("Not saved.")),
    send: () =>
      void keep()
        .then(() => sendReview(id))
        .then(
          (done) => {
            setSent(done);
            setWentBack(true);
            setChanged(false);
            setSaid("");
          },
          fails("Not sent."),
        ),
  };
}
