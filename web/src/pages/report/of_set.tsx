import { useLoaded } from "../../api/load";
import { setOf } from "../../live/plan";
import { Banner } from "../../ui/parts";
import { Link } from "../../ui/router";
import type { AttemptView, SetView } from "../../wire.gen";
import { isPreview } from "../attempts/attempts";
import { getSet } from "../sets/doors";

interface WayBack {
  text: string;
  link: string;
  /** Where the set is opened: by the signed link that its candidate was given, where there is one. */
  page: string;
}

/** Which take of a practice set an attempt is, and what is to be done with it; null where it is none. */
export function wayBack(set: SetView, attemptId: string): WayBack | null {
  const take = set.takes.find((one) => one.attempt_id === attemptId);
  if (take === undefined) return null;
  const page = set.link || `/sets/${encodeURIComponent(set.id)}`;
  const back = (text: string, link = "Back to the set"): WayBack => ({ text, link, page });
  if (isPreview(set)) return back(`Your preview of “${set.title}”, which is not counted.`);
  if (take.number === 0) return back(`At “${set.title}”, not counted: it ended before the first question.`);
  const which = `Take ${take.number} of ${set.attempts_allowed} at “${set.title}”`;
  if (take.reviewed) return back(`${which}, reviewed.`);
  if (take.sent) return back(`${which}, sent back.`);
  return back(`${which}. ${set.coach || "Your coach"} has it once you send it back.`, "Send it back");
}

export function OfSet({ attempt }: { attempt: AttemptView }) {
  const { attempt_id, bank_id } = attempt.summary;
  const id = setOf(bank_id);
  const loaded = useLoaded(() => (id === null ? Promise.resolve(null) : getSet(id)), attempt_id);
  const way = loaded.state === "ready" && loaded.value !== null ? wayBack(loaded.value, attempt_id) : null;
  if (way === null) return null;
  return (
    <Banner tone="quiet">
      {way.text} <Link to={way.page}>{way.link}</Link>
    </Banner>
  );
}
