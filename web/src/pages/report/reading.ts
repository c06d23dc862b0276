import { useEffect, useRef, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getAttempt, getRemarks } from "../../api/rest";
import { useEnding, wasEnded } from "../../live/ended";
import type { AttemptView, RemarksView } from "../../wire.gen";
import { type Ending, endingOf } from "./ending";
import { NO_REMARKS } from "./remarks";

const STILL_GOING_MS = 2000;
/** What was ended in this tab before a reload is waited for so long; then it may be gone on with. */
const ENDS_WITHIN_MS = 40_000;

/** The report and what was added to it; stays on the page while it is read again, as when `written` has changed. */
export function useReport(attemptId: string, written: number) {
  const first = useLoaded(async () => {
    const [attempt, remarks] = await Promise.all([getAttempt(attemptId), getRemarks(attemptId).catch(() => NO_REMARKS)]);
    return { attempt, remarks };
  }, attemptId);
  const [later, setLater] = useState<{ attempt: AttemptView; remarks: RemarksView } | null>(null);
  const shown = later ?? (first.state === "ready" ? first.value : null);
  const going = shown !== null && !shown.attempt.finished;
  const asked = useRef(0);
  const readAgain = (remarks: RemarksView) => {
    const mine = ++asked.current;
    getAttempt(attemptId).then((attempt) => mine === asked.current && setLater({ attempt, remarks }), () => null);
  };
  useEffect(() => {
    if (!going) return;
    readAgain(NO_REMARKS);
    const timer = setInterval(() => readAgain(NO_REMARKS), STILL_GOING_MS);
    return () => clearInterval(timer);
  }, [going]);
  useEffect(() => {
    if (shown !== null && written > 0) readAgain(shown.remarks);
  }, [written]);
  const changed = (remarks: RemarksView, rescored: boolean) => {
    if (shown === null) return;
    setLater({ ...shown, remarks });
    if (rescored) readAgain(remarks);
  };
  const silenced = () => {
    asked.current += 1;
    if (shown !== null) setLater({ ...shown, attempt: { ...shown.attempt, has_audio: false } });
  };
  return { first, shown, changed, silenced };
}

/** Whether the rehearsal that this tab has ended is still being written down. */
export function useEndingOf(attemptId: string): { ending: Ending | null; written: number } {
  const live = useEnding(attemptId);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ENDS_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [attemptId]);
  const ending = live !== null || (wasEnded(attemptId) && !late) ? endingOf(live) : null;
  return { ending, written: live?.interview.written ?? 0 };
}
