import { useLoaded } from "../../api/load";
import { setOf } from "../../live/plan";
import { getBanks } from "../../api/rest";
import { Banner, capital, countText } from "../../ui/parts";
import { Link } from "../../ui/router";
import type { AttemptView, BankView, SetView } from "../../wire.gen";
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
  if (take.number === 0) return back(`At “${set.title}”, not counted: no question was asked.`);
  const which = `Take ${take.number} of ${set.attempts_allowed} at “${set.title}”`;
  if (take.reviewed) return back(`${which}, reviewed.`);
  if (take.sent === "sent") return back(`${which}, sent back.`);
  if (take.sent === "saved") return back(`${which}, saved as a file. ${set.coach || "Your coach"} has it once you send the file.`);
  return back(`${which}. ${set.coach || "Your coach"} has it once you send it back.`, "Send it back");
}

/** How a question can be said once more. */
export interface Again {
  /** Null where it cannot, or is not known yet. */
  say: ((questionId: string) => void) | null;
  /** It is being begun. */
  busy: boolean;
  /** What it costs, "" where nothing. */
  note: string;
  /** Outside of its set, where a bank here asks the question with this text; null where none does. */
  free: (text: string) => (() => void) | null;
}

/** What another attempt at a set costs; "" where nothing. */
export function leftNote(set: SetView): string {
  if (isPreview(set)) return "";
  const { attempts_allowed: allowed, attempts_left: left, title } = set;
  if (left > 0) return `${capital(countText(left, "attempt"))} at “${title}” left.`;
  return allowed === 1 ? `The one attempt at “${title}” is used.` : `All ${countText(allowed, "attempt")} at “${title}” are used.`;
}

/** A bank here that asks the same question, and its id there: a set's own are frozen. */
export function sameQuestion(banks: readonly BankView[], text: string): { bank: string; question: string } | null {
  for (const bank of banks) {
    const found = bank.questions.find((q) => q.text === text);
    if (found !== undefined) return { bank: bank.id, question: found.id };
  }
  return null;
}

/** The set that an attempt is of, and the banks of its questions; null for an attempt that is of none. */
export function useSet(attempt: AttemptView): { set: SetView; banks: readonly BankView[] } | null {
  const { attempt_id, bank_id } = attempt.summary;
  const id = setOf(bank_id);
  const read = async () => (id === null ? null : { set: await getSet(id), banks: await getBanks().catch((): BankView[] => []) });
  const loaded = useLoaded(read, attempt_id);
  return loaded.state === "ready" ? loaded.value : null;
}

export function OfSet({ set, attemptId }: { set: SetView; attemptId: string }) {
  const way = wayBack(set, attemptId);
  if (way === null) return null;
  return (
    <Banner tone="quiet">
      {way.text} <Link to={way.page}>{way.link}</Link>
    </Banner>
  );
}
