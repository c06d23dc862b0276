import { useEffect, useRef, useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getBanks, getProfiles } from "../../api/rest";
import { type Beginning, beginAttempt, checksFirst, keptPlan, setChecksFirst } from "../../live/plan";
import { Button } from "../../ui/button";
import { Banner, capital, Mark, TopBar } from "../../ui/parts";
import { ownRecogniser, whoHears } from "../../voice/browser_recogniser";
import { chooseMicrophone, chosenMicrophone, type Input, microphones, missingAbilities } from "../../voice/devices";
import { firstChoice, newAttempt, recogniser } from "../home/choice";
import { useStatus } from "../home/readiness";
import type { NewAttempt, Part } from "../../wire.gen";
import { Band } from "./band";
import { type Check, measures, NOTHING_YET, type Row, rowsOf, SENTENCE, TO_COME, toldOf, verdictOf } from "./check";
import { Checklist } from "./checklist";
import "./device.css";
import { DeviceCheck } from "./listening";
import { Preview } from "./preview";
import { Sentence } from "./sentence";

/** Runs the check, and runs it anew when `again` is called or another microphone is chosen. */
function useCheck(): { check: Check; run: DeviceCheck | null; again: () => void } {
  const [check, setCheck] = useState<Check>(NOTHING_YET);
  const [turn, setTurn] = useState(0);
  const run = useRef<DeviceCheck | null>(null);
  useEffect(() => {
    setCheck(NOTHING_YET);
    const mine = new DeviceCheck(setCheck);
    run.current = mine;
    void mine.run();
    return () => mine.close();
  }, [turn]);
  return { check, run: run.current, again: () => setTurn((n) => n + 1) };
}

function listens(part: Part | undefined, voiceTo: string): { state: Row["state"]; text: string } {
  if (part === undefined) return { state: "busy", text: "Asking the coach …" };
  if (part.ready === "ready" && voiceTo !== "") return { state: "kept", text: `${voiceTo}, to which your voice is sent` };
  if (part.ready === "ready") return { state: "kept", text: "Whisper, on the computer that serves this page" };
  if (part.ready === "warming") return { state: "busy", text: "The recogniser is still warming up" };
  if (ownRecogniser() === null) return { state: "warn", text: "Speech cannot be recognised here yet; answers are typed." };
  return { state: "warn", text: `Not the coach yet. ${capital(whoHears(navigator.userAgent))} could, through this browser: the room asks you first.` };
}

/** "Change" where there is something to change to; pressed, the choice stands in its place. */
function Microphones({ again }: { again: () => void }) {
  const [inputs, setInputs] = useState<Input[]>([]);
  const [open, setOpen] = useState(false);
  const choice = useRef<HTMLSelectElement>(null);
  useEffect(() => choice.current?.focus(), [open]);
  useEffect(() => {
    const look = () => void microphones().then(setInputs, () => setInputs([]));
    look();
    navigator.mediaDevices?.addEventListener("devicechange", look);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", look);
  }, []);
  if (inputs.length < 2) return null;
  if (!open) {
    return (
      <button type="button" class="button plain underlined check-change" data-testid="change-microphone" aria-label="Change the microphone" onClick={() => setOpen(true)}>
        Change
      </button>
    );
  }
  return (
    <label class="check-choose">
      <span class="unseen">Choose the microphone</span>
      <select
        ref={choice}
        data-testid="microphone"
        value={chosenMicrophone() ?? inputs[0]?.id}
        onChange={(event) => {
          chooseMicrophone(event.currentTarget.value);
          again();
        }}
      >
        {inputs.map((input) => (
          <option key={input.id} value={input.id}>
            {input.label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Rows({ rows, opened, again }: { rows: readonly Row[]; opened: boolean; again: () => void }) {
  return (
    <ul class="check-rows">
      {rows.map((row) => (
        <li key={row.id} class={`check-row ${row.state === "kept" ? "settled" : ""}`} data-testid={`row-${row.id}`} data-state={row.state}>
          <Mark kind={row.state} />
          <div>
            <h2>{row.title}</h2>
            <p class="second">{row.text}</p>
          </div>
          {row.id === "microphone" && opened && <Microphones again={again} />}
        </li>
      ))}
    </ul>
  );
}

/** What was planned on the first page, or the first bank as it stands. */
async function planned(): Promise<NewAttempt | null> {
  const kept = keptPlan();
  if (kept !== null) return kept;
  const [banks, profiles] = await Promise.all([getBanks(), getProfiles()]);
  const choice = firstChoice(banks, profiles);
  return choice && newAttempt(choice);
}

interface CallsProps {
  check: Check;
  good: boolean;
  hears: boolean;
  again: () => void;
  /** The sentence is read. */
  read: () => void;
}

/** The remedy first where there is one; starting is always possible. */
function Calls({ check, good, hears, again, read }: CallsProps) {
  const plan = useLoaded(planned);
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState("");
  const begin = async (microphone: boolean, beginning: Beginning = "at once") => {
    if (plan.state !== "ready" || plan.value === null || starting) return;
    setRefused("");
    setStarting(true);
    await beginAttempt({ ...plan.value, microphone, keep_audio: microphone && plan.value.keep_audio }, beginning).catch((error: Error) => setRefused(error.message));
    setStarting(false);
  };
  const over = check.step === "done" || check.step === "blocked";
  const ready = plan.state === "ready" && plan.value !== null && !starting;
  const trouble = refused || (plan.state === "failed" ? plan.message : "");
  const voice = hears && check.step !== "blocked";
  return (
    <>
      <div class="calls">
        {check.step === "reading" && (
          <button type="button" class="button go big" data-testid="read" onClick={read}>
            I have read it
          </button>
        )}
        {over && !good && (
          <button type="button" class="button go big" data-testid="check-again" onClick={again}>
            {check.step === "blocked" ? "Ask for the microphone again" : "Listen to my room again"}
          </button>
        )}
        {voice && (
          <Button class={`button big ${good ? "go" : ""}`} data-testid="start-anyway" off={!ready} onClick={() => begin(true)}>
            {good ? "Start the rehearsal" : over ? "Start anyway" : "Skip the check and start"}
          </Button>
        )}
        {!hears && check.step !== "blocked" && ownRecogniser() !== null && (
          <Button class="button big" data-testid="start-asked" off={!ready} onClick={() => begin(true, "when asked")}>
            Go to the room
          </Button>
        )}
        <Button class={`button ${voice ? "plain underlined" : "big"}`} data-testid="start-typed" off={!ready} onClick={() => begin(false)}>
          Type my answers instead
        </Button>
      </div>
      {trouble !== "" && <Banner tone="broken">{trouble}</Banner>}
    </>
  );
}

function Habit() {
  const [on, setOn] = useState(checksFirst());
  return (
    <label class="option check-habit">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          setChecksFirst(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
      <span class="second">Check before every rehearsal on this computer</span>
    </label>
  );
}

/** The browser that still asks after so long waits for an answer, and nobody listens yet. */
const ASKED_MS = 700;

/** What is read out; while the browser waits for an answer, what will come. */
function useTold(check: Check, faults: number): string {
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    setWaits(false);
    if (check.step !== "asking") return;
    const timer = setTimeout(() => setWaits(true), ASKED_MS);
    return () => clearTimeout(timer);
  }, [check.step]);
  return waits && check.step === "asking" ? TO_COME : toldOf(check, faults);
}

/** A screen reader on loudspeakers would be measured too. */
function Aloud({ check, good }: { check: Check; good: boolean }) {
  if (check.step === "hearing" || check.step === "blocked" || good) return null;
  return (
    <p class={check.step === "done" ? "unseen" : "second small"} data-testid="aloud">
      {check.step !== "reading" && <span class="unseen">What comes: {TO_COME} </span>}
      A screen reader on loudspeakers is heard as well. Use headphones, or silence it. This page announces nothing while it listens.
    </p>
  );
}

function stepText(step: Check["step"]): string {
  const at = { asking: 1, room: 1, tone: 1, reading: 2, hearing: 2, done: 2, blocked: 0 }[step];
  return at === 0 ? "Device check." : `Device check, step ${at} of 2.`;
}

/** Microphone, room, voice, echo, network and framing before a rehearsal. It makes no attempt. */
export function DevicePage() {
  const { check, run, again } = useCheck();
  const { status } = useStatus();
  const part = recogniser(status?.parts ?? []);
  const rows = rowsOf(check, listens(part, status?.voice_to ?? ""));
  const verdict = verdictOf(check);
  const missing = missingAbilities();
  const faults = rows.filter((r) => r.state === "warn" || r.state === "broken").length;
  return (
    <>
      <TopBar current="rehearse" />
      <main id="main" class="device" tabIndex={-1}>
        <div class="device-main">
          <p class="unseen" role="status" data-testid="told">
            {useTold(check, faults)}
          </p>
          <section class="device-verdict" aria-labelledby="verdict">
            <p class="second">{stepText(check.step)} Nothing here uses up an attempt.</p>
            <h1 id="verdict" data-testid="verdict" data-step={check.step} data-good={verdict.good}>
              {verdict.headline}
            </h1>
            <p class="lead">{verdict.remedy}</p>
            {check.step === "reading" && <p class="to-read said sheet">“{SENTENCE}”</p>}
            <Aloud check={check} good={verdict.good} />
          </section>
          {missing.map((text) => (
            <Banner key={text} tone="broken">
              {text}
            </Banner>
          ))}
          {check.step !== "blocked" && <Band check={check} levels={run?.levels ?? []} />}
          <Sentence check={check} sound={run?.sentence ?? null} />
          <Calls check={check} good={verdict.good} hears={part?.ready !== "missing"} again={again} read={() => run?.finishReading()} />
          <Habit />
        </div>
        <aside class="device-side" aria-label="What was found">
          <Preview quiet={measures(check.step)}>
            <Rows rows={rows} opened={check.device !== null} again={again} />
          </Preview>
        </aside>
        <Checklist />
      </main>
    </>
  );
}
