import { useEffect, useRef, useState } from "preact/hooks";
import { useBusy } from "../../ui/busy";
import { capital } from "../../ui/parts";
import type { FindingsView, ReviewDraft, SentReview } from "../../wire.gen";
import { Keeping } from "./keeping";
import { saveReview, sendReview } from "../sets/doors";

const SAVE_AFTER_MS = 1500;

/** What is sent: the machine's levels are written beside the coach's by the server. */
export function draftOf(findings: FindingsView, basedOn: string): ReviewDraft {
  const { remark, comments } = findings;
  return { remark, comments, levels: findings.levels.map(({ question_id, criterion, level }) => ({ question_id, criterion, level })), based_on: basedOn };
}

/** What was written last is kept also where the page is left before its moment has come. */
function useLeaving(leave: () => void) {
  const last = useRef(leave);
  last.current = leave;
  useEffect(() => {
    const going = () => last.current();
    window.addEventListener("pagehide", going);
    return () => {
      window.removeEventListener("pagehide", going);
      going();
    };
  }, []);
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
  const [, once] = useBusy();
  const latest = useRef(findings);
  latest.current = findings;
  const { current: keeping } = useRef(new Keeping(first, (now, basedOn, leaving) => saveReview(id, draftOf(now, basedOn), leaving)));
  const fails = (what: string) => (error: Error) => {
    setSaid("");
    setFailed(`${what} What you wrote stays on this page. ${capital(error.message)}`);
  };
  const keep = () =>
    keeping.keep(findings).then(() => {
      setFailed("");
      setSaid("Saved.");
    });
  useLeaving(() => void (keeping.has(findings) || keeping.keep(findings, true).catch(() => null)));
  useEffect(() => {
    if (keeping.has(findings)) return;
    const timer = setTimeout(() => void keep().catch(fails("Not saved.")), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [findings]);
  return {
    findings,
    change: (next) => {
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
      void once(() =>
        keep()
          .then(() => sendReview(id))
          .then((done) => {
            setSent(done);
            setWentBack(true);
            setChanged(latest.current !== findings);
            setSaid("");
          }, fails("Not sent.")),
      ),
  };
}
