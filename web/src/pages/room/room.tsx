import type { ComponentChildren } from "preact";
import { useEffect, useReducer, useState } from "preact/hooks";
import { LiveRehearsal, type Mode, type RehearsalView } from "../../live/rehearsal";
import { keepWish, keptWish } from "../../live/wish";
import { Brand, capital, clockText, FailedPage } from "../../ui/parts";
import { go, Link } from "../../ui/router";
import { ThemeToggle } from "../../ui/theme";
import { recogniser } from "../home/choice";
import { useStatus } from "../home/readiness";
import { Caption } from "./caption";
import { PenClock, useTimes } from "./clock";
import { Controls } from "./controls";
import { EndDialog } from "./end";
import { Gate } from "./gate";
import { actionOf, focusOf, type RoomAction } from "./keys";
import { Notices } from "./notices";
import { Question } from "./question";
import "./room.css";
import "./turns.css";
import { Stage } from "./stage";
import { TypedAnswer } from "./typed";
import { LastWords, LiveWords } from "./words";

const REPORT_AFTER_MS = 1500;

function useLive(attemptId: string): LiveRehearsal | null {
  const [live, setLive] = useState<LiveRehearsal | null>(null);
  const [, changed] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const rehearsal = new LiveRehearsal(attemptId, () => changed(undefined));
    setLive(rehearsal);
    return () => rehearsal.close();
  }, [attemptId]);
  return live;
}

/** Begins without asking where the candidate has chosen already and sound may leave. */
function useBeginning(live: LiveRehearsal, attemptId: string, hears: boolean): (mode: Mode) => void {
  const { phase, interview } = live.view;
  const wish = keptWish(attemptId);
  const begin = (mode: Mode) => {
    keepWish(attemptId, mode);
    void live.begin(mode);
  };
  useEffect(() => {
    if (phase !== "waiting" || interview.finished || wish === null || (wish === "voice" && !hears)) return;
    void live.unlock().then((free) => {
      if (free) void live.begin(wish);
    });
  }, [phase, hears, interview.finished]);
  return begin;
}

/** Leaves for the report once the last words have been heard. */
function useLeaving(live: LiveRehearsal, attemptId: string): void {
  const finished = live.view.interview.finished;
  useEffect(() => {
    if (!finished) return;
    let quietSince = performance.now();
    const timer = setInterval(() => {
      if (live.playing() !== null) quietSince = performance.now();
      if (performance.now() - quietSince > REPORT_AFTER_MS) go(`/report/${encodeURIComponent(attemptId)}`);
    }, 200);
    return () => clearInterval(timer);
  }, [finished]);
}

function useKeys(act: (action: RoomAction) => void, on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => {
      const action = document.querySelector("dialog[open]") ? null : actionOf(event, focusOf(event.target));
      if (action === null || action === "send") return;
      event.preventDefault();
      act(action);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}

function RoomBar({ live, end }: { live: LiveRehearsal; end: () => void }) {
  const { view } = live;
  const { state } = view.interview;
  const { rehearsalLeft } = useTimes(live, state);
  const question = state?.question;
  return (
    <header class="bar">
      <Brand />
      <span class="crumb">
        {question ? `Question ${question.number} of ${question.total}` : "Rehearsal"}
        {rehearsalLeft !== null && <span class="left tabular">, {clockText(rehearsalLeft)} left in all</span>}
      </span>
      <div class="bar-right">
        <ThemeToggle />
        <button type="button" class="button" data-testid="controls-end" aria-keyshortcuts="Escape" onClick={end}>
          <span>
            {view.phase === "live" ? "End" : "Leave"}
            <span class="long"> the {view.phase === "live" ? "rehearsal" : "room"}</span>
          </span>
          <kbd aria-hidden="true">Esc</kbd>
        </button>
      </div>
    </header>
  );
}

function countWords(view: RehearsalView): number {
  const { answer, committed } = view.interview;
  return [...answer.map((u) => u.text), committed].join(" ").split(/\s+/).filter(Boolean).length;
}

function SpeakingSide({ live }: { live: LiveRehearsal }) {
  const { interview } = live.view;
  const { state, speech } = interview;
  if (speech === null) return null;
  const question = state?.question ?? null;
  const said = speech.sentences.map((s) => s.text).join(" ");
  const elsewhere = question !== null && !said.includes(question.text);
  return (
    <div class="speaking-side">
      <Caption live={live} speech={speech} below={<p class="second hint">You can come in at any time; {interview.interviewer} stops when you speak.</p>} />
      {question !== null && (
        <section class={elsewhere ? "words last" : "unseen"} aria-label="The question">
          <h2>The question</h2>
          <p class="said past" data-testid="question">
            {question.text}
          </p>
        </section>
      )}
      <LastWords interview={interview} />
    </div>
  );
}

function Side({ live, typing, gate }: { live: LiveRehearsal; typing: boolean; gate: ComponentChildren }) {
  const { view } = live;
  const { interview, phase } = view;
  const state = interview.state;
  const typed = view.mode === "typed";
  if (phase === "joining") return <p class="second">Opening the room …</p>;
  if (phase === "waiting" && !interview.finished) return <>{gate}</>;
  if (interview.finished) return <Over attemptId={interview.attemptId} />;
  const speaking = state?.floor === "speaking" && interview.speech !== null;
  return (
    <>
      {speaking || state === null ? (
        <SpeakingSide live={live} />
      ) : (
        <>
          <Question live={live} state={state} words={typed ? null : countWords(view)} followUp={interview.followUp} />
          {!typed || interview.answer.length > 0 ? <LiveWords interview={interview} /> : null}
        </>
      )}
      {(typed || typing) && <TypedAnswer disabled={state?.floor === "ended"} focus={typing || !speaking} send={(text) => live.type(text)} />}
    </>
  );
}

function Over({ attemptId }: { attemptId: string }) {
  return (
    <section class="gate">
      <h1>That was the last word.</h1>
      <p class="lead">Your answers are scored. The report opens by itself.</p>
      <Link to={`/report/${encodeURIComponent(attemptId)}`} class="button go big">
        See the report
      </Link>
    </section>
  );
}

function Room({ live, attemptId }: { live: LiveRehearsal; attemptId: string }) {
  const { view } = live;
  const { interview } = view;
  const [typing, setTyping] = useState(false);
  const [ending, setEnding] = useState(false);
  const { status } = useStatus();
  const part = recogniser(status?.parts ?? []);
  const hears = interview.hearing === "whisper" || part?.ready === "ready";
  const begin = useBeginning(live, attemptId, hears);
  useLeaving(live, attemptId);
  const running = view.phase === "live" && !interview.finished;
  const act = (action: RoomAction) => {
    if (action === "end" && view.phase !== "live") go("/");
    else if (action === "end") setEnding(true);
    else if (!running) return;
    else if (action === "type") setTyping(!typing);
    else if (action === "mute") live.control(view.muted ? "unmute" : "mute");
    else if (action !== "send" && !(action === "done" && view.mode === "typed")) live.control(action);
  };
  useKeys(act, running);
  if (interview.fatal !== null && !interview.finished) return <FailedPage title="The rehearsal stopped." message={capital(interview.fatal)} />;
  const floor = interview.state?.floor;
  const gate = <Gate resumed={interview.resumed} hears={hears} warming={part?.ready === "warming"} begin={begin} />;
  return (
    <div class={`room ${view.mode === "typed" && view.phase === "live" ? "typing-only" : ""}`}>
      <RoomBar live={live} end={() => act("end")} />
      <main id="main" class="stage" tabIndex={-1}>
        <Stage live={live} view={view} />
        <div class={`side ${floor === "speaking" ? "side-speaking" : ""}`}>
          <Notices live={live} view={view} />
          <Side live={live} typing={typing} gate={gate} />
        </div>
      </main>
      <footer class="foot">
        {interview.state && <PenClock live={live} state={interview.state} unsent={view.link === "open" ? 0 : view.waiting} />}
        <Controls
          muted={view.muted}
          voice={view.mode === "voice"}
          typing={typing}
          answering={floor === "listening" || floor === "holding"}
          disabled={!running}
          act={act}
        />
      </footer>
      <EndDialog
        open={ending}
        close={() => setEnding(false)}
        end={() => {
          setEnding(false);
          if (running) live.control("end");
          else go("/");
        }}
      />
    </div>
  );
}

export function RoomPage({ attemptId }: { attemptId: string }) {
  const live = useLive(attemptId);
  return live === null ? <p class="page second">Opening the room …</p> : <Room live={live} attemptId={attemptId} />;
}
