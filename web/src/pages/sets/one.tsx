import { useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import type { Mode } from "../../live/rehearsal";
import { removeAttempt } from "../../live/draft";
import { start } from "../../live/plan";
import { announce } from "../../ui/announce";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { Banner, capital, countText, TopBar } from "../../ui/parts";
import { go, Link } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { SetView, TakeView } from "../../wire.gen";
import { Delete, isPreview, whenText } from "../attempts/attempts";
import { dueText } from "./days";
import { answersUrl, assignSet, getLinkedSet, getSet, sendAnswers, setFileUrl } from "./doors";
import "./sets.css";

const rehearse = (set: SetView, mode: Mode, keepAudio: boolean): Promise<void> =>
  start({ bank_id: "", set_id: set.id, keep_audio: mode === "voice" && keepAudio, microphone: mode === "voice" });

function Begin({ set, refuse }: { set: SetView; refuse: (why: string) => void }) {
  const [keepAudio, setKeepAudio] = useState(false);
  const [busy, once] = useBusy();
  const preview = isPreview(set);
  const used = set.attempts_allowed - set.attempts_left;
  const begin = (mode: Mode) => void once(() => rehearse(set, mode, keepAudio).catch((error: Error) => refuse(capital(error.message))));
  return (
    <section class="begin" aria-labelledby="begin-title">
      <h2 id="begin-title">{preview ? "This is what the candidate sees" : `${capital(countText(set.attempts_left, "attempt"))} left`}</h2>
      <p class="second" data-testid="attempts">
        {preview ? `${capital(countText(set.attempts_allowed, "attempt"))} allowed. Your own previews are not counted.` : `${used} of ${set.attempts_allowed} used. An attempt counts once its first question was asked.${set.attempts_left === 0 ? ` ${set.coach || "Your coach"} can send a fresh set.` : ""}`}
      </p>
      {(preview || set.attempts_left > 0) && (
        <>
          <div class="set-ways">
            <Button class="button go big" data-testid="rehearse" off={busy} onClick={() => begin("voice")}>
              {preview ? "Preview it by voice" : "Rehearse by voice"}
            </Button>
            <Button class="button" data-testid="rehearse-typed" off={busy} onClick={() => begin("typed")}>
              Type instead
            </Button>
          </div>
          <label class="check">
            <input type="checkbox" checked={keepAudio} onChange={(e) => setKeepAudio(e.currentTarget.checked)} />
            <span>Keep the sound of my answers here. Whether it is sent along is asked later.</span>
          </label>
        </>
      )}
    </section>
  );
}

function stateText({ number, overall, finished }: TakeView): string {
  if (number === 0) return finished ? "it ended before the first question" : "no question was asked yet";
  return overall !== null ? `${overall} of 100` : finished ? "not assessed" : "not finished";
}

/** How a take left: nobody here knows whether a saved file was sent on. */
export const goneText = (sent: TakeView["sent"]): string => (sent === "saved" ? "saved as a file" : sent);

/** Milliseconds after which a file that was asked for is on its way, and its take counts as saved. */
const SAVED_MS = 1000;

interface SendProps {
  set: SetView;
  take: TakeView;
  changed: (set: SetView) => void;
  again: () => Promise<SetView>;
  refuse: (why: string) => void;
}

function Send({ set, take, changed, again, refuse }: SendProps) {
  const [name, setName] = useState(set.candidate);
  const [audio, setAudio] = useState(false);
  const [busy, once] = useBusy();
  const wanted = { attempt_id: take.attempt_id, candidate: name, with_audio: audio };
  const sent = (next: SetView) => {
    changed(next);
    announce("It is sent.");
  };
  const send = () => void once(() => sendAnswers(set.id, wanted).then(sent, (error: Error) => refuse(capital(error.message))));
  const saved = () => setTimeout(() => void again().then(changed, () => null), SAVED_MS);
  return (
    <div class="send">
      {set.candidate === "" && (
        <label class="entry">
          <span>Your name</span>
          <input maxLength={120} value={name} onInput={(e) => setName(e.currentTarget.value)} />
        </label>
      )}
      {take.has_audio && (
        <label class="check">
          <input type="checkbox" checked={audio} onChange={(e) => setAudio(e.currentTarget.checked)} />
          <span>Send the sound too. Otherwise only words and scores go.</span>
        </label>
      )}
      {set.ours ? (
        <Button class="button go" data-testid="send" off={busy || name.trim() === ""} onClick={send}>
          Send to {set.coach || "your coach"}
        </Button>
      ) : (
        <a class={`button ${name.trim() === "" ? "" : "go"}`} data-testid="save-answers" href={name.trim() === "" ? undefined : answersUrl(set.id, wanted)} download onClick={saved}>
          Save the file for {set.coach || "your coach"}
        </a>
      )}
      {!set.ours && <p class="second small">{capital(set.coach || "your coach")} has it once you send them this file, by mail or as you like.</p>}
    </div>
  );
}

function Takes(props: Omit<SendProps, "take">) {
  const [open, setOpen] = useState("");
  const { set, again, changed } = props;
  const preview = isPreview(set);
  if (set.takes.length === 0) return null;
  return (
    <section aria-labelledby="takes-title">
      <h2 id="takes-title">{preview ? "Your previews" : "Your takes"}</h2>
      <ol class="set-takes">
        {set.takes.map((take) => (
          <li key={take.attempt_id} data-testid="take">
            <div>
              <b>{preview ? `Preview${take.number > 0 ? ` ${take.number}` : ""}` : take.number === 0 ? "Not counted" : `Take ${take.number}`}</b>
              <span class="second">
                {whenText(take.created)} · {stateText(take)}
                {take.sent !== "" && ` · ${goneText(take.sent)}`}
                {take.reviewed && " · reviewed"}
              </span>
            </div>
            <div class="set-ways">
              {(preview || take.number === 0) && <Delete what={`the ${preview ? "preview" : "attempt"} of ${whenText(take.created)}`} remove={() => removeAttempt(take.attempt_id)} gone={() => again().then(changed, () => changed({ ...set, takes: set.takes.filter((one) => one !== take) }))} />}
              <Link to={`/${take.finished ? "report" : "rehearse"}/${take.attempt_id}`} class="button plain">
                {take.finished ? (take.reviewed ? "Read the review" : "Report") : "Go on"}
              </Link>
              {take.number > 0 && take.finished && !preview && (
                <button type="button" class="button" aria-expanded={open === take.attempt_id} onClick={() => setOpen(open === take.attempt_id ? "" : take.attempt_id)}>
                  {set.ours ? (take.sent === "sent" ? "Send again" : "Send back") : take.sent === "" ? "Send back" : "Save it again"}
                </button>
              )}
            </div>
            {open === take.attempt_id && <Send {...props} take={take} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

const HERE_ONLY = /^(localhost|127\.|\[::1\])/;

/** Copies, and says so; where the browser does not allow it, the text stays to be selected. */
function Copy({ text }: { text: string }) {
  const [said, setSaid] = useState("Copy");
  const copy = () => {
    const clipboard: Clipboard | undefined = navigator.clipboard;
    if (clipboard === undefined) return setSaid("Select it to copy");
    void clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("Select it to copy"),
    );
  };
  return (
    <button type="button" class="button" onClick={copy} aria-live="polite">
      {said}
    </button>
  );
}

function Share({ set, refuse }: { set: SetView; refuse: (why: string) => void }) {
  const [name, setName] = useState("");
  const [busy, once] = useBusy();
  const assign = (event: Event) => {
    event.preventDefault();
    void once(() =>
      assignSet(set.id, name).then(
        (made) => go(`/sets/${made.id}`),
        (error: Error) => refuse(capital(error.message)),
      ),
    );
  };
  const link = `${window.location.origin}${set.link}`;
  return (
    <section class="share sheet" aria-labelledby="share-title">
      <h2 id="share-title">{set.assigned ? `For ${set.candidate}` : "Assign it"}</h2>
      {set.assigned ? (
        <>
          <div class="entries">
            <label class="entry">
              <span>Signed link</span>
              <input readOnly data-testid="link" value={link} onFocus={(e) => e.currentTarget.select()} />
            </label>
            <Copy text={link} />
          </div>
          {HERE_ONLY.test(window.location.hostname) && <p class="second small">This address is known to this machine alone. Elsewhere, send the file.</p>}
        </>
      ) : (
        <form class="entries" onSubmit={assign}>
          <label class="entry">
            <span>Candidate</span>
            <input required maxLength={120} data-testid="candidate" value={name} onInput={(e) => setName(e.currentTarget.value)} />
          </label>
          <Button type="submit" class="button go" data-testid="assign" off={busy || name.trim() === ""}>
            Assign
          </Button>
        </form>
      )}
      <a class="button" data-testid="save-set" href={setFileUrl(set.id)} download={set.file_name}>
        {set.assigned ? "Save the file to send" : "Save the file for anyone"}
      </a>
      {set.assigned && <Link to={`/sets/${set.set_id}`}>Assign it to somebody else</Link>}
    </section>
  );
}

function Asked({ set }: { set: SetView }) {
  return (
    <section aria-labelledby="asked-title">
      <h2 id="asked-title">What is asked</h2>
      <ol class="set-questions">
        {set.questions.map((q, i) => (
          <li key={q.id}>
            <span class="third tabular">{i + 1}</span>
            <div>
              <p class="said">{q.text}</p>
              <p class="second">{[`about ${q.minutes} min`, ...q.constraints.map((c) => c.asked)].join(" · ")}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** A set by its id, or by a signed link: the candidate's page; its coach also shares it here. */
export function SetPage({ id, token }: { id?: string; token?: string }) {
  const read = () => (token === undefined ? getSet(id ?? "") : getLinkedSet(token));
  const loaded = useLoaded(read, id ?? token);
  const [later, setLater] = useState<SetView | null>(null);
  const [refused, setRefused] = useState("");
  const set = later ?? (loaded.state === "ready" ? loaded.value : null);
  const due = set === null ? "" : dueText(set.due);
  return (
    <>
      <TopBar current="sets" />
      <main id="main" class="page one-set" tabIndex={-1} data-testid="set">
        {set === null ? (
          <>
            <h1>{loaded.state === "failed" ? "This set stays closed." : "A practice set"}</h1>
            {loaded.state === "failed" ? <Trouble failed={loaded} title="It cannot be opened." /> : <Waiting>Opening the set …</Waiting>}
          </>
        ) : (
          <>
            <header>
              <h1>{set.title}</h1>
              <p class="lead">
                {[set.coach && `From ${set.coach}`, set.candidate && `for ${set.candidate}`, due && (due.startsWith("was") ? `it ${due}` : due), `about ${set.minutes} minutes`, set.profile_title]
                  .filter(Boolean)
                  .join(", ")}
              </p>
              {set.note !== "" && <p class="note said">{set.note}</p>}
              {refused !== "" && <Banner tone="broken">{refused}</Banner>}
            </header>
            <div class="set-sides">
              <Asked set={set} />
              <div>
                {set.ours && token === undefined && <Share key={set.id} set={set} refuse={setRefused} />}
                <Begin set={set} refuse={setRefused} />
                <Takes set={set} changed={setLater} again={read} refuse={setRefused} />
              </div>
            </div>
          </>
        )}
      </main>
    </>
  );
}
