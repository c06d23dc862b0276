import { useRef, useState } from "preact/hooks";
import { Banner, clockText } from "../../ui/parts";
import { bins, penPath, spokenLevels } from "../../ui/pen";
import { useWidth } from "../../ui/width";
import type { AnswerView } from "../../wire.gen";
import { spokenIn } from "../report/bands";
import { playOrPause, type Recording, spread } from "../report/listening";
import { sought } from "./seeking";

const HIGH = 60;
const STROKE_PX = 4.2;
const LEAST_S = 0.4;

/** Seconds on the rehearsal's clock. */
interface Stretch {
  start: number;
  end: number;
}

interface LineProps {
  answer: AnswerView;
  recording: Recording | null;
  /** Commented stretches, on the rehearsal's clock. */
  marked: readonly Stretch[];
  /** A stretch was drawn over the line. */
  choose: (start: number, end: number) => void;
}

/** The second of the clock at a pointer over the line. */
function useSeconds(from: number, seconds: number) {
  return (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return from + Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * seconds;
  };
}

function levelsOf(answer: AnswerView, recording: Recording | null, from: number, seconds: number, count: number): number[] {
  if (recording !== null) return spread(bins(recording.levels, count));
  const spans = spokenIn(answer.sentences).map((w) => ({ start: w.start - from, end: w.end - from + 0.08 }));
  return spokenLevels(spans, seconds, seconds / count);
}

/**
 * The line by key: arrows and Page keys move its place, with Shift they draw a stretch, Enter and Space choose what is
 * drawn, else play or pause; Escape takes it back.
 */
function useLineKeys(recording: Recording | null, from: number, to: number, drawn: Stretch | null, draw: (stretch: Stretch | null) => void, choose: LineProps["choose"]) {
  const anchor = useRef(from);
  return (event: KeyboardEvent) => {
    if (recording === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const here = recording.at === null ? from : recording.from + recording.audio.currentTime;
    const next = sought(event.key, here, from, to);
    if (next !== null) {
      if (drawn === null) anchor.current = here;
      recording.moveTo(next);
      draw(event.shiftKey ? { start: Math.min(anchor.current, next), end: Math.max(anchor.current, next) } : null);
    } else if (event.key === "Escape") draw(null);
    else if (event.key !== "Enter" && event.key !== " ") return;
    else if (drawn === null) playOrPause(recording, from);
    else {
      draw(null);
      if (drawn.end - drawn.start >= LEAST_S) choose(drawn.start, drawn.end);
    }
    event.preventDefault();
  };
}

/** Where the line stands, and what is drawn over it, for who hears it. */
export function lineText(at: number, seconds: number, drawn: Stretch | null): string {
  const chosen = drawn === null ? "" : `, ${clockText(drawn.start)} to ${clockText(drawn.end)} drawn: Enter comments on it`;
  return `${clockText(at)} of ${clockText(seconds)}${chosen}`;
}

/** The answer as a pen line: what was heard is darker, comments lie on it; pressing moves, drawing over it chooses seconds. */
export function ReviewLine({ answer, recording, marked, choose }: LineProps) {
  const [box, width] = useWidth();
  const from = answer.sentences[0]?.start ?? 0;
  const seconds = Math.max(1, (answer.sentences.at(-1)?.end ?? from) - from);
  const secondAt = useSeconds(from, seconds);
  const begun = useRef<number | null>(null);
  const [drawn, setDrawn] = useState<Stretch | null>(null);
  const x = (t: number) => ((t - from) / seconds) * width;
  const path = width === 0 ? "" : penPath(levelsOf(answer, recording, from, seconds, Math.max(1, Math.floor(width / STROKE_PX))), 0, width, HIGH / 2, HIGH / 2 - 2);
  const at = recording?.at ?? null;
  const keys = useLineKeys(recording, from, from + seconds, drawn, setDrawn, choose);
  const within = drawn && { start: drawn.start - from, end: drawn.end - from };
  const slider = recording === null ? {} : {
    role: "slider" as const,
    tabIndex: 0,
    "aria-label": "Place in the answer",
    "aria-valuemin": 0,
    "aria-valuemax": Math.round(seconds),
    "aria-valuenow": Math.round(Math.max(0, (at ?? from) - from)),
    "aria-valuetext": lineText((at ?? from) - from, seconds, within),
    onKeyDown: keys,
  };
  const down = (event: PointerEvent) => {
    begun.current = secondAt(event);
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent) => {
    if (begun.current === null) return;
    const now = secondAt(event);
    setDrawn({ start: Math.min(begun.current, now), end: Math.max(begun.current, now) });
  };
  const up = (event: PointerEvent) => {
    if (begun.current === null) return;
    const [start, end] = [Math.min(begun.current, secondAt(event)), Math.max(begun.current, secondAt(event))];
    begun.current = null;
    setDrawn(null);
    if (end - start >= LEAST_S) choose(start, end);
    else recording?.playFrom(start);
  };
  return (
    <div ref={box} class="review-line" onPointerDown={down} onPointerMove={move} onPointerUp={up} data-testid="review-line" {...slider}>
      <svg width={width} height={HIGH} role="img" aria-label={`${clockText(seconds)} of speech, ${marked.length} commented stretches`}>
        {[...marked, ...(drawn ? [drawn] : [])].map((m, i) => (
          <g key={i}>
            <rect x={x(m.start)} width={Math.max(3, x(m.end) - x(m.start))} height={HIGH} fill="var(--sun-soft)" />
            <path d={`M${x(m.start)} 0V${HIGH}`} stroke="var(--sun)" stroke-width="3" />
          </g>
        ))}
        <path d={path} fill="none" stroke="var(--edge)" stroke-width="2" stroke-linejoin="round" />
        {at !== null && (
          <>
            <clipPath id="heard">
              <rect width={Math.max(0, x(at))} height={HIGH} />
            </clipPath>
            <path d={path} fill="none" stroke="var(--wave)" stroke-width="2.2" stroke-linejoin="round" clip-path="url(#heard)" />
            <path d={`M${x(at)} 0V${HIGH}`} stroke="var(--ink)" stroke-width="2.5" />
          </>
        )}
      </svg>
    </div>
  );
}

/** Play, the line, and where it stands. */
export function Player(props: LineProps) {
  const { answer, recording } = props;
  const from = answer.sentences[0]?.start ?? 0;
  const to = answer.sentences.at(-1)?.end ?? from;
  const playing = (recording?.speed ?? 0) > 0;
  const toggle = () => {
    if (recording === null) return;
    if (playing) recording.shuttle(0);
    else if (recording.at === null || recording.at >= to - 0.1) recording.playFrom(from);
    else recording.shuttle(1);
  };
  const trouble = recording?.trouble ?? "";
  const line = (
    <div class="player">
      {recording !== null && (
        <button type="button" class="play" onClick={toggle} aria-label={playing ? "Pause" : "Play"} data-testid="play">
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <path d={playing ? "M4 3h4v14H4zM12 3h4v14h-4z" : "M5 2.5v15l12-7.5z"} fill="currentColor" />
          </svg>
        </button>
      )}
      <ReviewLine {...props} />
      <span class="second tabular">{clockText(recording?.at != null ? recording.at - from : to - from)}</span>
    </div>
  );
  if (trouble === "") return line;
  return (
    <>
      {line}
      <Banner tone="warning">{trouble}</Banner>
    </>
  );
}
