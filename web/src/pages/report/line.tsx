import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Banner, clockText, countText, LETTER_NAMES } from "../../ui/parts";
import { penPath, spokenLevels } from "../../ui/pen";
import type { AnswerView } from "../../wire.gen";
import { useWidth } from "../room/clock";
import { type Band, type BandKind, bandsOf, elapsed, exceeded, fitting, type Label, reachedAt, spokenIn } from "./bands";
import { playOrPause, type Recording } from "./listening";

const MID = 68;
const REACH = 40;
const TOP = 24;
const LOW = 108;
const STROKE_PX = 4.6;

interface LineProps {
  answer: AnswerView;
  recording: Recording | null;
  /** Its sound is kept. */
  kept: boolean;
  choose: (sentence: number) => void;
}

/** Which marks are named first where there is not room for all. */
const RANK: Record<BandKind, number> = { interjection: 0, overlap: 1, pause: 2, filler: 3, interviewer: 4 };
const SVG_TINTS: Partial<Record<Band["kind"], string>> = { pause: "var(--well)", interviewer: "var(--S-tint)", interjection: "var(--F-tint)", overlap: "var(--ember-soft)" };

/** The line of a voice that was not kept: when it spoke, and its marks. */
function Drawn({ answer, bands, x, width, seconds }: { answer: AnswerView; bands: readonly Band[]; x: (t: number) => number; width: number; seconds: number }) {
  const from = answer.sentences[0]?.start ?? 0;
  const count = Math.floor(width / STROKE_PX);
  const spans = spokenIn(answer.sentences).map((w) => ({ start: w.start - from, end: w.end - from + 0.08 }));
  return (
    <>
      {bands.map((b) => SVG_TINTS[b.kind] && <rect key={b.kind + b.start} x={x(b.start)} y={TOP} width={x(b.end) - x(b.start)} height={LOW - TOP} fill={SVG_TINTS[b.kind]} />)}
      <path class="pen" d={penPath(spokenLevels(spans, seconds, seconds / count), 0, width, MID, REACH)} />
    </>
  );
}

/** Mounts the recorded sound once its part of the program is here. */
function useDrawnSound(recording: Recording | null, bands: readonly Band[], seconds: number, width: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const audio = recording?.audio;
  useEffect(() => {
    if (recording === null || width === 0) return;
    let remove: (() => void) | null = null;
    let open = true;
    void import("./sound").then(({ drawSound }) => {
      if (!open || ref.current === null) return;
      remove = drawSound(recording, bands, seconds, { container: ref.current, height: LOW - TOP, stroke: STROKE_PX });
      setDrawn(true);
    });
    return () => {
      open = false;
      remove?.();
      setDrawn(false);
    };
  }, [audio, width]);
  return [ref, drawn] as const;
}

/** The answer as sound: pauses, fillers, the interviewer, what ran over the limit, and the length of each sentence. */
export function AnswerLine({ answer, recording, kept, choose }: LineProps) {
  const [box, shown] = useWidth();
  const { sentences, scorecard } = answer;
  const from = sentences[0]?.start ?? 0;
  const to = sentences.at(-1)?.end ?? from;
  const seconds = Math.max(1, to - from);
  const width = Math.max(shown, Math.min(1600, seconds * 14));
  const x = (t: number) => ((t - from) / seconds) * width;
  const limit = exceeded(scorecard);
  const over = limit === null ? null : Math.min(width - 3, x(reachedAt(answer, limit)));
  const bands = useMemo(() => bandsOf(answer), [answer]);
  const [sound, drawn] = useDrawnSound(recording, bands, seconds, shown === 0 ? 0 : width);
  const late = over === null || limit === null ? [] : overtimeLabels(over, width, limit, elapsed(answer, to));
  const texts = [...bands].sort((a, b) => RANK[a.kind] - RANK[b.kind]).map((b) => ({ x: x(b.kind === "filler" ? b.start : (b.start + b.end) / 2), text: b.label }));
  const labels = fitting(texts, width, late);
  const pauses = bands.filter((b) => b.kind === "pause").length;
  return (
    <section class="answer-line" aria-label="Your answer as sound">
      {recording !== null && (
        <button type="button" class="button answer-play" data-testid="play-answer" onClick={() => playOrPause(recording, from)}>
          {recording.speed !== 0 ? "Pause" : "Play"} <span class="unseen">your answer</span>
        </button>
      )}
      <div class="answer-line-box" ref={box} tabIndex={0} role="group" aria-label="Line of your answer, scrolls sideways">
        <div class="answer-line-sheet" style={{ width: `${width}px` }}>
          <svg width={width} height="142" role="img" aria-label={`${clockText(seconds)} of speech, ${countText(pauses, "pause")} of a second or more`}>
            {over !== null && <rect x={over} y={TOP} width={width - over} height={LOW - TOP} fill="var(--ember-soft)" />}
            {!drawn && <Drawn answer={answer} bands={bands} x={x} width={width} seconds={seconds} />}
            {bands.filter((b) => b.kind === "filler").map((f) => (
              <path key={f.start} d={`M${x(f.start)} ${LOW}V${TOP}`} stroke="var(--sun)" stroke-width="3" stroke-dasharray="5 4" />
            ))}
            {labels.map((label) => (
              <text key={label.x} x={label.x} y={TOP - 7} text-anchor="middle">
                {label.text}
              </text>
            ))}
            {over !== null && <Overtime x={over} labels={late} />}
            <Lengths sentences={sentences} x={x} choose={choose} />
          </svg>
          {recording !== null && <div class={`sound ${drawn ? "" : "coming"}`} ref={sound} data-testid="sound" data-drawn={drawn} aria-hidden="true" style={{ top: `${TOP}px`, height: `${LOW - TOP}px` }} />}
          {recording?.at != null && recording.at >= from && recording.at <= to && (
            <svg class="playhead" width={width} height="142" aria-hidden="true">
              <path d={`M${x(recording.at)} ${TOP - 2}V${LOW + 2}`} stroke="var(--ink)" stroke-width="2.5" />
              <circle cx={x(recording.at)} cy={TOP - 2} r="5" fill="var(--ink)" />
            </svg>
          )}
        </div>
      </div>
      {!kept && (
        <p class="no-sound second small" data-testid="no-sound">
          No sound of this answer is kept. The line shows when you spoke.
        </p>
      )}
      {recording !== null && recording.trouble !== "" && <Banner tone="warning">{recording.trouble}</Banner>}
      <ul class="unseen">
        {bands.map((b) => (
          <li key={b.kind + b.start}>
            {clockText(b.start - from)}: {b.label}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lengths({ sentences, x, choose }: { sentences: AnswerView["sentences"]; x: (t: number) => number; choose: (sentence: number) => void }) {
  return (
    <>
      {sentences.map((sentence, i) => (
        <g key={i} class="sentence-length" style={{ color: `var(--${sentence.label ?? "O"})` }} onClick={() => choose(i)}>
          <title>{`${LETTER_NAMES[sentence.label ?? "O"]}: ${sentence.text}`}</title>
          <path d={`M${x(sentence.start) + 2} 116H${Math.max(x(sentence.start) + 5, x(sentence.end) - 2)}`} stroke="currentColor" stroke-width="5" />
          <text x={x(sentence.start) + 1} y="138">
            {sentence.label ?? ""}
          </text>
        </g>
      ))}
    </>
  );
}

function Overtime({ x, labels }: { x: number; labels: readonly Label[] }) {
  return (
    <g class="overtime">
      <path d={`M${x} ${TOP}V${LOW}`} stroke="var(--ember)" stroke-width="3" />
      {labels.map((label) => (
        <text key={label.text} x={label.x} y={TOP - 7} text-anchor="middle">
          {label.text}
        </text>
      ))}
    </g>
  );
}

/** The limit at its place, and how long it really was at the end; one text where the two would touch. */
function overtimeLabels(over: number, width: number, limit: number, lasted: number): Label[] {
  const [asked, told] = [`${clockText(limit)}, asked`, clockText(lasted)];
  const end = { x: width - 20, text: told };
  if (width - over > 70) return [...fitting([{ x: over - 44, text: asked }], width, [end]), end];
  return fitting([{ x: width, text: told === clockText(limit) ? `${asked}; just over` : `${asked}; ${told}` }], width);
}
