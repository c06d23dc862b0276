import { useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getAttempts, getBanks } from "../../api/rest";
import { keepFilming } from "../../live/filming";
import { beginAttempt } from "../../live/plan";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { Banner, TopBar } from "../../ui/parts";
import { Trouble, Waiting } from "../../ui/waiting";
import { canFilm } from "../../voice/films";
import type { BankQuestionView, BankView, Part } from "../../wire.gen";
import { recogniser } from "../home/choice";
import { servedHere } from "../home/privacy";
import { useStatus } from "../home/readiness";
import { conceptsOf, recording, titleOf, TAKE_PROFILE } from "./concepts";
import "./record.css";
import { Takes } from "./takes";

interface Kept {
  sound: boolean;
  film: boolean;
}

function Concepts({ concepts, chosen, choose }: { concepts: readonly BankQuestionView[]; chosen: string; choose: (id: string) => void }) {
  return (
    <fieldset>
      <legend>The concept</legend>
      <ul class="options">
        {concepts.map((question) => (
          <li key={question.id}>
            <label class="option">
              <input type="radio" name="concept" data-testid={`concept-${question.id}`} checked={question.id === chosen} onChange={() => choose(question.id)} />
              <span>
                <span class="said">{question.text}</span>
                <span class="second small">{question.constraints.map((c) => c.asked).join(" · ")}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function KeepOption({ name, about, on, test, disabled, flip }: { name: string; about: string; on: boolean; test: string; disabled?: boolean; flip: (on: boolean) => void }) {
  return (
    <label class="option">
      <input type="checkbox" data-testid={test} checked={on} disabled={disabled} onChange={(event) => flip(event.currentTarget.checked)} />
      <span>
        <b>{name}</b>
        <span class="second small">{about}</span>
      </span>
    </label>
  );
}

/** What may be kept is asked each time, and nothing is unless it was said. */
function Consent({ kept, keep }: { kept: Kept; keep: (kept: Kept) => void }) {
  const here = servedHere(window.location.hostname) ? "this computer" : "the computer that serves this page";
  const films = canFilm();
  return (
    <fieldset>
      <legend>What is kept besides your words</legend>
      <KeepOption
        name="Keep the sound"
        about={`On ${here} only, so that you can hear yourself from any word. Delete it when you like.`}
        test="keep-sound"
        on={kept.sound}
        flip={(sound) => keep({ ...kept, sound })}
      />
      <KeepOption
        name="Film me"
        about={films ? "In this browser only: the picture is never sent. Are you looking at the lens? What stands behind you?" : "This browser cannot keep films."}
        test="film"
        on={kept.film && films}
        disabled={!films}
        flip={(film) => keep({ ...kept, film })}
      />
    </fieldset>
  );
}

function hearingText(hearing: Part | undefined): string {
  if (hearing?.ready === "missing") return "Speech cannot be recognised here yet, so a recording could not be scored. See “What is ready” on the first page.";
  if (hearing?.ready === "warming") return "The recogniser is still warming up; you can begin in a moment.";
  return "Scored like any answer: every finding points to your words.";
}

function Start({ banks, hearing }: { banks: readonly BankView[]; hearing: Part | undefined }) {
  const { bank, concepts } = conceptsOf(banks);
  const [chosen, choose] = useState(concepts[0]?.id ?? "");
  const [kept, keep] = useState<Kept>({ sound: false, film: false });
  const [starting, once] = useBusy();
  const [refused, setRefused] = useState("");
  const begin = () => beginAttempt(recording(bank, chosen, kept.sound), "at once", (id) => kept.film && keepFilming(id)).catch((error: Error) => setRefused(error.message));
  if (bank === undefined || concepts.length === 0) return <Banner tone="broken">No bank with a concept to explain is here. Add one, or take the packaged ones.</Banner>;
  return (
    <div class="record-columns">
      <Concepts concepts={concepts} chosen={chosen} choose={choose} />
      <div class="record-start">
        <Consent kept={kept} keep={keep} />
        {refused !== "" && <Banner tone="broken">{refused}</Banner>}
        <Button class="button go big" data-testid="record" off={starting || hearing?.ready === "missing"} onClick={() => void once(begin)}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <circle cx="8" cy="8" r="7" fill="currentColor" />
          </svg>
          {starting ? "Opening the room …" : "Record"}
        </Button>
        <p class="second" role="status">
          {hearingText(hearing)}
        </p>
      </div>
    </div>
  );
}

/** The homework: two minutes on a concept, heard and seen by oneself. */
export function RecordPage() {
  const { status } = useStatus();
  const loaded = useLoaded(async () => {
    const [banks, attempts] = await Promise.all([getBanks(), getAttempts()]);
    return { banks, attempts: attempts.filter((a) => a.profile_id === TAKE_PROFILE) };
  });
  return (
    <>
      <TopBar current="record" />
      <main id="main" class="page record" tabIndex={-1}>
        <h1>Two minutes on one concept.</h1>
        <p class="lead">Nobody asks and nobody cuts in. Explain it, then hear yourself, and read what your words did.</p>
        {loaded.state === "loading" && <Waiting rules={6}>Looking for concepts …</Waiting>}
        {loaded.state === "failed" && <Trouble failed={loaded} title="The concepts could not be read." />}
        {loaded.state === "ready" && (
          <>
            <Start banks={loaded.value.banks} hearing={recogniser(status?.parts ?? [])} />
            <Takes attempts={loaded.value.attempts} titles={(id) => titleOf(loaded.value.banks, id)} />
          </>
        )}
      </main>
    </>
  );
}
