import { useEffect, useReducer, useState } from "preact/hooks";
import { forgetDraft } from "../../live/draft";
import { isKept, keepEnding } from "../../live/ended";
import { useLikes } from "../../live/likes";
import { LiveRehearsal, type Mode } from "../../live/rehearsal";
import { keepWish, keptWish } from "../../live/wish";
import { focusMain } from "../../ui/focus";
import { go } from "../../ui/router";
import { recogniser } from "../home/choice";
import { useStatus } from "../home/readiness";
import { RoomBar } from "./bar";
import { PenClock } from "./clock";
import { Controls } from "./controls";
import { EndDialog } from "./end";
import { Gate } from "./gate";
import { useHolding } from "./holding";
import { actionOf, focusOf, type RoomAction } from "./keys";
import { KeysSheet } from "./keys_sheet";
import { Notices } from "./notices";
import "./room.css";
import "./turns.css";
import "./narrow.css";
import "./low.css";
import { SelfView } from "./self";
import { Side } from "./side";
import { Stage } from "./stage";
import { Stopped } from "./stopped";

const REPORT_AFTER_MS = 700;
/** The report's program is fetched this long after the rehearsal has begun, when the greeting is on its way. */
const REPORT_AHEAD_MS = 3000;
const reportOf = (attemptId: string): string => `/report/${encodeURIComponent(attemptId)}`;

function useLive(attemptId: string): LiveRehearsal | null {
  const [live, setLive] = useState<LiveRehearsal | null>(null);
  const [, changed] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    const rehearsal = new LiveRehearsal(attemptId, () => changed(undefined));
    setLive(rehearsal);
    return () => {
      if (!isKept(rehearsal)) rehearsal.close();
    };
  }, [attemptId]);
  return live;
}

/** Begins without asking where the candidate has chosen already and sound may leave. */
function useBeginning(live: LiveRehearsal, attemptId: string, hears: boolean): (mode: Mode, byBrowser?: boolean) => void {
  const { phase, interview } = live.view;
  const wish = keptWish(attemptId);
  const begin = (mode: Mode, byBrowser = false) => {
    keepWish(attemptId, mode);
    focusMain();
    void live.begin(mode, byBrowser);
  };
  useEffect(() => {
    if (phase !== "waiting" || interview.finished || wish === null || (wish === "voice" && !hears)) return;
    void live.unlock().then((free) => {
      if (free) void live.begin(wish);
    });
  }, [phase, hears, interview.finished]);
  return begin;
}

/** Leaves for the report once the last words have been heard; at once where the rehearsal was ended elsewhere. */
function useLeaving(live: LiveRehearsal, attemptId: string): void {
  const { finished, leaves } = live.view.interview;
  useEffect(() => {
    if (!finished) return;
    forgetDraft(attemptId);
    if (leaves && live.playing() === null) return go(reportOf(attemptId), true);
    let quietSince = performance.now();
    const timer = setInterval(() => {
      if (live.playing() !== null) quietSince = performance.now();
      if (performance.now() - quietSince > REPORT_AFTER_MS) go(reportOf(attemptId), true);
    }, 200);
    return () => clearInterval(timer);
  }, [finished]);
}

/** What the report is made of is here before it is wanted. */
function useReportAhead(live: boolean): void {
  useEffect(() => {
    if (!live) return;
    const timer = setTimeout(() => void Promise.all([import("../report/report"), import("../report/sound")]).catch(() => undefined), REPORT_AHEAD_MS);
    return () => clearTimeout(timer);
  }, [live]);
}

/** `letters`: keys that write something act too; `open`: Space is free to take the floor. */
function useKeys(act: (action: RoomAction) => void, on: boolean, letters: boolean, open: boolean): void {
  useEffect(() => {
    if (!on) return;
    const pressed = (event: KeyboardEvent) => {
      const action = document.querySelector("dialog[open]") ? null : actionOf(event, focusOf(event.target), letters);
      if (action === null || action === "send" || (action === "answer" && !open)) return;
      event.preventDefault();
      act(action);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
}

function Room({ live, attemptId }: { live: LiveRehearsal; attemptId: string }) {
  const { view } = live;
  const { interview } = view;
  const [typing, setTyping] = useState(false);
  const [ending, setEnding] = useState(false);
  const [keys, setKeys] = useState(false);
  const [likes, change] = useLikes();
  const voice = view.mode === "voice";
  const [holding, talk] = useHolding(live, voice && likes.holdToTalk && view.phase === "live", ending || keys);
  const { status } = useStatus();
  const part = recogniser(status?.parts ?? []);
  const hears = interview.hearing === "whisper" || part?.ready === "ready";
  const begin = useBeginning(live, attemptId, hears);
  useLeaving(live, attemptId);
  useReportAhead(view.phase === "live");
  const running = view.phase === "live" && !interview.finished;
  const speakable = running && !voice && (hears || view.byBrowser);
  const act = (action: RoomAction) => {
    if (action === "end" && view.phase !== "live") go("/");
    else if (action === "end") setEnding(true);
    else if (action === "keys") setKeys(!keys);
    else if (!running) return;
    else if (action === "answer") {
      if (interview.state?.floor === "speaking") live.control("answer");
    }
    else if (action === "type") setTyping(!typing);
    else if (action === "voice") void (speakable && live.speak());
    else if (action === "mute") live.control(view.muted ? "unmute" : "mute");
    else if (action !== "send" && !(action === "done" && view.mode === "typed")) live.control(action);
  };
  useKeys(act, running, likes.letterKeys, voice && !likes.holdToTalk);
  if (interview.fatal !== null && !interview.finished) return <Stopped fatal={interview.fatal} />;
  const floor = interview.state?.floor;
  const stopped = !interview.resumed ? "no" : interview.answer.length > 0 || interview.state?.answer_started != null ? "in an answer" : "between";
  const gate = <Gate stopped={stopped} silent={interview.silent} hears={hears} warming={part?.ready === "warming"} begin={begin} />;
  return (
    <div class={`room ${view.phase !== "live" ? "before" : view.mode === "typed" ? "typing-only" : ""}`}>
      <main id="main" class="stage" tabIndex={-1}>
        {interview.silent ? (
          <SelfView live={live} view={view} />
        ) : (
          <Stage live={live} view={view} still={!likes.face} hold={voice && likes.holdToTalk && !holding} />
        )}
        <div class={`side ${floor === "speaking" && !interview.silent ? "side-speaking" : ""}`}>
          <Notices live={live} view={view} speakable={speakable} />
          <Side live={live} typing={typing} gate={gate} likes={likes} />
        </div>
      </main>
      <footer class="foot">
        {interview.state && <PenClock live={live} state={interview.state} unsent={view.link === "open" ? 0 : view.waiting} meter={likes.meter} />}
        <Controls
          muted={view.muted}
          voice={voice}
          likes={likes}
          change={change}
          holding={holding}
          talk={talk}
          typing={typing}
          speakable={speakable}
          silent={interview.silent}
          answering={floor === "listening" || floor === "holding"}
          speaking={floor === "speaking" && interview.state?.question != null}
          disabled={!running}
          act={act}
        />
      </footer>
      <RoomBar live={live} end={() => act("end")} likes={likes} change={change} voice={voice} silent={interview.silent} />
      <KeysSheet open={keys} silent={interview.silent} likes={likes} change={change} close={() => setKeys(false)} />
      <EndDialog
        silent={interview.silent}
        open={ending}
        close={() => setEnding(false)}
        end={() => {
          setEnding(false);
          if (!running) return go("/");
          live.control("end");
          forgetDraft(attemptId);
          keepEnding(attemptId, live);
          go(reportOf(attemptId), true);
        }}
      />
    </div>
  );
}

export function RoomPage({ attemptId }: { attemptId: string }) {
  const live = useLive(attemptId);
  return live === null ? <p class="page second">Opening the room …</p> : <Room live={live} attemptId={attemptId} />;
}
