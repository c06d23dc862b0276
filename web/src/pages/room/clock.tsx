import { useEffect, useState } from "preact/hooks";
import type { LiveRehearsal, Reading } from "../../live/rehearsal";
import { clockText } from "../../ui/parts";
import { bins, penPath } from "../../ui/pen";
import { useWidth } from "../../ui/width";
import type { StateView } from "../../wire.gen";

export { useWidth };

const HEIGHT = 104;
const MID = 48;
/** The pen's curves come half way to it. */
const REACH = 74;
const STROKE_PX = 4.2;

/** Renders again `hertz` times a second; 0: not by itself. */
function useTicking(hertz: number): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (hertz === 0) return;
    const timer = setInterval(() => tick((n) => n + 1), 1000 / hertz);
    return () => clearInterval(timer);
  }, [hertz]);
}

/** Seconds that the line's whole width stands for: a tenth beyond the limit, or growing by half minutes. */
export function spanOf(elapsed: number, limit: number | null): number {
  if (limit !== null) return Math.max(limit * 1.1, elapsed * 1.05);
  return Math.max(120, Math.ceil((elapsed + 15) / 30) * 30);
}

function tickEvery(span: number, width: number): number {
  return [10, 15, 30, 60, 120, 300].find((step) => (step / span) * width >= 84) ?? 600;
}

function Scale({ span, width, limit }: { span: number; width: number; limit: number | null }) {
  const x = (t: number) => (t / span) * width;
  const end = limit ?? span;
  const step = tickEvery(span, width);
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step).filter((t) => limit === null || x(limit) - x(t) > 44 || t === limit);
  return (
    <>
      <path d={`M0 ${MID}H${x(end)}`} stroke="var(--edge)" stroke-width="1.5" />
      {limit !== null && <path d={`M${x(limit)} ${MID}H${width}`} stroke="var(--ember)" stroke-width="1.5" stroke-dasharray="3 7" />}
      {ticks.map((t) => (
        <g key={t}>
          <path d={`M${x(t) + 0.75} ${MID - 6}v12`} stroke="var(--edge)" stroke-width="1.5" />
          {t !== limit && (
            <text x={Math.min(x(t), width)} y={HEIGHT - 6} text-anchor={t === 0 ? "start" : x(t) > width - 20 ? "end" : "middle"} class="tabular">
              {clockText(t)}
            </text>
          )}
        </g>
      ))}
      {limit !== null && (
        <g>
          <path d={`M${x(limit)} 6V${MID + 36}`} stroke="var(--ember)" stroke-width="3" />
          <text x={x(limit)} y={HEIGHT - 6} text-anchor="middle" class="limit tabular">
            {clockText(limit)}
          </text>
        </g>
      )}
    </>
  );
}

function levelsBetween(readings: readonly Reading[], from: number, to: number, count: number): number[] {
  if (count < 1) return [];
  const step = 0.05;
  const slots = new Array<number>(Math.max(1, Math.ceil((to - from) / step))).fill(0);
  for (const { at, level } of readings) {
    const slot = Math.floor((at - from) / step);
    if (slot >= 0 && slot < slots.length) slots[slot] = Math.max(slots[slot] ?? 0, level);
  }
  return bins(slots, count);
}

interface PenClockProps {
  live: LiveRehearsal;
  state: StateView;
  /** The connection is lost: what is drawn now has not yet been sent. */
  unsent: number;
  /** Draw the voice; otherwise the line is the clock alone. */
  meter: boolean;
}

/** The voice as one pen line from the answer's beginning to its limit. */
export function PenClock({ live, state, unsent, meter }: PenClockProps) {
  const started = state.answer_started;
  useTicking(started === null ? 0 : 10);
  const [ref, width] = useWidth();
  const limit = state.question?.limit_s ?? null;
  const elapsed = started === null ? 0 : Math.max(0, live.clock() - started);
  const span = spanOf(elapsed, limit);
  const tip = (elapsed / span) * width;
  const answering = started !== null && state.floor !== "speaking";
  const count = Math.floor(tip / STROKE_PX);
  const levels = started === null || !meter ? new Array<number>(Math.max(0, count)).fill(0) : levelsBetween(live.readings, started, started + elapsed, count);
  const cut = Math.max(0, Math.min(count, Math.floor(count * (1 - unsent / Math.max(elapsed, 0.1)))));
  const cutX = count === 0 ? 0 : (cut / count) * tip;
  const label = limit === null ? `${Math.round(elapsed)} seconds used` : `${Math.round(elapsed)} of ${Math.round(limit)} seconds used`;
  return (
    <div class="pen-clock" ref={ref}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <Scale span={span} width={width} limit={limit} />
        <path class="pen" d={penPath(levels.slice(0, cut), 0, cutX, MID, REACH)} />
        <path class="pen unsent" d={penPath(levels.slice(cut), cutX, tip, MID, REACH)} />
        {answering ? (
          <g>
            <path d={`M${tip} ${MID - 38}V${MID + 34}`} stroke="var(--sun)" stroke-width="3" stroke-linecap="round" />
            <circle cx={Math.max(9, tip)} cy={MID} r="9" fill="var(--sun)" stroke="var(--ink)" stroke-width="2.5" />
          </g>
        ) : (
          <circle cx={Math.max(9, tip)} cy={MID} r="8" fill="var(--ground)" stroke="var(--ink)" stroke-width="2.5" />
        )}
      </svg>
    </div>
  );
}

/** Seconds left of the rehearsal, and of this answer. */
export function useTimes(live: LiveRehearsal, state: StateView | null): { answerLeft: number | null; rehearsalLeft: number | null } {
  useTicking(2);
  if (state === null) return { answerLeft: null, rehearsalLeft: null };
  const { question, answer_started, seconds_left, clock } = state;
  const limit = question?.limit_s ?? null;
  const now = live.clock();
  return {
    answerLeft: limit === null ? null : limit - (answer_started === null ? 0 : now - answer_started),
    rehearsalLeft: seconds_left === null ? null : Math.max(0, seconds_left - (now - clock)),
  };
}
