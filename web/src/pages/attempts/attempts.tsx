import { useEffect, useRef, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getAttempts, getBanks } from "../../api/rest";
import { removeAttempt } from "../../live/draft";
import { announce, focusBeside } from "../../ui/announce";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { capital, countText, firstSentence, TopBar } from "../../ui/parts";
import { Link } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { AttemptSummary, BankView, SetView } from "../../wire.gen";
import { getSets } from "../sets/doors";
import "./attempts.css";

export function whenText(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (at.toDateString() === now.toDateString()) return `Today, ${time}`;
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return `${at.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year })}, ${time}`;
}

interface DeleteProps {
  what: string;
  /** What the button is called; it begins with "Delete". */
  name?: string;
  remove: () => Promise<unknown>;
  /** It is deleted: its row goes. */
  gone: () => unknown;
}

/** Asks first, in its own place: the button turns into the question. The focus goes on to the row beside. */
export function Delete({ what, name = "Delete", remove, gone }: DeleteProps) {
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const asked = useRef(false);
  const [busy, once] = useBusy();
  const removed = () => {
    focusBeside(button.current, "a.button:last-of-type");
    announce(`${capital(what)} is deleted.`);
    gone();
  };
  const sure = () => void once(() => remove().then(removed, (error: Error) => setRefused(error.message)));
  const keep = () => {
    setAsking(false);
    setRefused("");
  };
  useEffect(() => {
    if (asked.current) button.current?.focus();
    asked.current = true;
  }, [asking]);
  if (!asking) {
    return (
      <button ref={button} type="button" class="button plain" data-testid="delete" aria-label={`Delete ${what}`} onClick={() => setAsking(true)}>
        {name}
      </button>
    );
  }
  return (
    <span class="deleting" role="group" aria-label={`Delete ${what} for good?`} onKeyDown={(event) => event.key === "Escape" && keep()}>
      {refused !== "" && (
        <span class="refused" role="alert">
          {refused}
        </span>
      )}
      <Button element={button} class="button ember" data-testid="delete-sure" off={busy} onClick={sure}>
        {refused === "" ? "Delete for good" : "Try again"}
      </Button>
      <button type="button" class="button plain" onClick={keep}>
        Keep
      </button>
    </span>
  );
}

/** Where an attempt's questions come from: a bank, or a practice set. */
export interface Source {
  title: string;
  questions: readonly { id: string; text: string }[];
  /** Attempts that a set counts: they cannot be deleted. */
  counted: readonly string[];
}

const SET = "set:";

/** A coach rehearses a set that was made here and is nobody's yet: nothing is counted. */
export const isPreview = (set: Pick<SetView, "ours" | "assigned">): boolean => set.ours && !set.assigned;

/** Banks and sets by the id that an attempt names. */
export function sourcesOf(banks: readonly BankView[], sets: readonly SetView[]): Map<string, Source> {
  const whose = (one: SetView) => (isPreview(one) ? ", your preview" : one.ours && one.candidate !== "" ? `, ${one.candidate}` : "");
  const counted = (one: SetView) => (isPreview(one) ? [] : one.takes.filter((take) => take.number > 0).map((take) => take.attempt_id));
  const set = (one: SetView): Source => ({ title: `“${one.title}”${whose(one)}`, questions: one.questions, counted: counted(one) });
  return new Map([...banks.map((bank): [string, Source] => [bank.id, { ...bank, counted: [] }]), ...sets.map((one): [string, Source] => [SET + one.id, set(one)])]);
}

interface RowProps {
  attempt: AttemptSummary;
  source: Source | undefined;
  gone: () => void;
}

function Row({ attempt, source, gone }: RowProps) {
  const ofSet = attempt.bank_id.startsWith(SET);
  const stays = source === undefined ? ofSet : source.counted.includes(attempt.attempt_id);
  const title = source?.title ?? (ofSet ? "a practice set that is not here" : attempt.bank_id);
  const first = source?.questions.find((q) => q.id === attempt.question_ids[0])?.text;
  const where = attempt.finished ? `/report/${attempt.attempt_id}` : `/rehearse/${attempt.attempt_id}`;
  return (
    <li data-testid="attempt" data-finished={attempt.finished}>
      <div class="attempt-score tabular">
        {attempt.overall !== null ? <b>{attempt.overall}</b> : <span class="second">{attempt.finished ? "Not assessed" : "Open"}</span>}
      </div>
      <div class="attempt-words">
        <h2 class="said">{first ? firstSentence(first) : title}</h2>
        <p class="second">
          {whenText(attempt.created)} · {countText(attempt.question_ids.length, "question")} from {title}
        </p>
      </div>
      <div class="attempt-ways">
        {!attempt.finished && (
          <Link to={`/report/${attempt.attempt_id}`} class="button plain">
            So far
          </Link>
        )}
        {!stays && <Delete what={`the attempt of ${whenText(attempt.created)}`} remove={() => removeAttempt(attempt.attempt_id)} gone={gone} />}
        <Link to={where} class={`button ${attempt.finished ? "" : "go"}`}>
          {attempt.finished ? "Open the report" : "Go on"}
        </Link>
      </div>
    </li>
  );
}

export function AttemptsPage() {
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const loaded = useLoaded(async () => {
    const [attempts, banks, sets] = await Promise.all([getAttempts(), getBanks().catch((): BankView[] => []), getSets().catch((): SetView[] => [])]);
    return { attempts, sources: sourcesOf(banks, sets) };
  });
  const shown = loaded.state === "ready" ? loaded.value.attempts.filter((a) => !removed.includes(a.attempt_id)) : [];
  return (
    <>
      <TopBar current="attempts" />
      <main id="main" class="page attempts" tabIndex={-1}>
        <h1>Your attempts</h1>
        {loaded.state === "loading" && <Waiting>Reading what was kept …</Waiting>}
        {loaded.state === "failed" && <Trouble failed={loaded} title="Your attempts could not be read." />}
        {loaded.state === "ready" && shown.length === 0 && (
          <div class="empty">
            <p class="lead">No attempts yet. The first takes ninety seconds.</p>
            <Link to="/" class="button go big">
              Answer a question now
            </Link>
          </div>
        )}
        {loaded.state === "ready" && (
          <ul data-testid="attempts">
            {shown.map((attempt) => (
              <Row
                key={attempt.attempt_id}
                attempt={attempt}
                source={loaded.value.sources.get(attempt.bank_id)}
                gone={() => setRemoved([...removed, attempt.attempt_id])}
              />
            ))}
          </ul>
        )}
      </main>
    </>
  );
}
