import type { AnswerView } from "../../wire.gen";
import { clockText, LETTER_NAMES } from "../../ui/parts";
import { bins, penPath, spokenLevels } from "../../ui/pen";
import { useWidth } from "../room/clock";
import { findingsIn, segments, wordIndex } from "./marks";
import type { Recording } from "./listening";

const MID = 68;
const REACH = 40;
const TOP = 24;
const LOW = 108;
const STROKE_PX = 4.6;
const PAUSE_S = 1;
const ROUNDING_S = 0.3;
const LABEL_GAP_PX = 96;

type Sentences = AnswerView["sentences"];

/** The words; where only sentence times are known, the sentences. */
function spokenIn(sentences: Sentences): { start: number; end: number }[] {
  return sentences.flatMap((s): { start: number; end: number }[] => (s.words.length > 0 ? s.words : [s]));
}

/**
 * Stretches without a word of at least a second. Longer ones than `longest`, the scorer's longest pause, were filled:
 * with a request to the interviewer, or with the interviewer.
 */
export function pausesOf(sentences: Sentences, longest: number | null = null): { start: number; end: number }[] {
  const words = spokenIn(sentences);
  const most = longest === null ? Number.POSITIVE_INFINITY : longest + ROUNDING_S;
  return words.flatMap((word, i) => {
    const gap = (words[i + 1]?.start ?? word.end) - word.end;
    return gap >= PAUSE_S && gap <= most ? [{ start: word.end, end: word.end + gap }] : [];
  });
}

/** The most seconds that were asked for, or null. */
export function limitOf(card: AnswerView["scorecard"]): number | null {
  const asked = card?.constraints.find((c) => c.kind === "max_seconds")?.asked;
  const number = asked === undefined ? null : /\d+(\.\d+)?/.exec(asked);
  return number === null || number === undefined ? null : Number(number[0]);
}

function fillersOf({ sentences, scorecard }: AnswerView): { at: number; word: string }[] {
  if (scorecard === null) return [];
  return sentences.flatMap((sentence, i) =>
    segments(sentence.text, findingsIn(scorecard, i))
      .filter((s) => s.kind === "filler")
      .flatMap((s) => {
        const word = sentence.words[wordIndex(sentence.text, s.at)];
        return word === undefined ? [] : [{ at: word.start, word: s.text }];
      }),
  );
}

function spaced<T extends { at: number }>(labels: readonly T[], x: (t: number) => number): T[] {
  const out: T[] = [];
  for (const label of labels) {
    const last = out.at(-1);
    if (last === undefined || x(label.at) - x(last.at) > LABEL_GAP_PX / 2) out.push(label);
  }
  return out;
}

interface LineProps {
  answer: AnswerView;
  loudness: { levels: number[]; step: number } | null;
  recording: Recording | null;
  choose: (sentence: number) => void;
}

/** The answer as sound: pauses, fillers, what ran over the limit, and the length of each sentence with its letter. */
export function AnswerLine({ answer, loudness, recording, choose }: LineProps) {
  const [ref, shown] = useWidth();
  const { sentences, scorecard } = answer;
  const from = sentences[0]?.start ?? 0;
  const to = sentences.at(-1)?.end ?? from;
  const seconds = Math.max(1, to - from);
  const width = Math.max(shown, Math.min(1600, seconds * 14));
  const x = (t: number) => ((t - from) / seconds) * width;
  const count = Math.floor(width / STROKE_PX);
  const words = spokenIn(sentences);
  const voice =
    loudness === null
      ? spokenLevels(words.map((w) => ({ start: w.start - from, end: w.end - from + 0.08 })), seconds, seconds / count)
      : bins(loudness.levels.slice(Math.floor(from / loudness.step), Math.ceil(to / loudness.step)), count);
  const limit = limitOf(scorecard);
  const over = limit !== null && seconds > limit ? x(from + limit) : null;
  const pauses = pausesOf(sentences, scorecard?.delivery.longest_pause ?? null);
  const labels = spaced(
    [
      ...pauses.map((p) => ({ at: (p.start + p.end) / 2, text: `pause ${(p.end - p.start).toFixed(1)} s` })),
      ...fillersOf(answer).map((f) => ({ at: f.at, text: f.word.replace(/[,.]/g, "") })),
    ].sort((a, b) => a.at - b.at).filter((label) => over === null || x(label.at) < over - LABEL_GAP_PX),
    x,
  );
  return (
    <section class="answer-line" aria-label="Your answer as sound">
      <div class="answer-line-box" ref={ref} tabIndex={0} role="group" aria-label="Line of your answer, scrolls sideways">
        <svg width={width} height="142" role="img" aria-label={`${clockText(seconds)} of speech, ${pauses.length} pauses of a second or more`}>
          {over !== null && <rect x={over} y={TOP} width={width - over} height={LOW - TOP} fill="var(--ember-soft)" />}
          {pauses.map((p) => (
            <rect key={p.start} x={x(p.start)} y={TOP} width={x(p.end) - x(p.start)} height={LOW - TOP} fill="var(--well)" />
          ))}
          <path class="pen" d={penPath(voice, 0, width, MID, REACH)} />
          {fillersOf(answer).map((f) => (
            <path key={f.at} d={`M${x(f.at)} ${LOW}V${TOP}`} stroke="var(--sun)" stroke-width="3" stroke-dasharray="5 4" />
          ))}
          {labels.map((label) => (
            <text key={label.at} x={Math.min(width - 40, Math.max(30, x(label.at)))} y={TOP - 7} text-anchor="middle">
              {label.text}
            </text>
          ))}
          {over !== null && <Overtime x={over} width={width} limit={limit ?? 0} seconds={seconds} />}
          {sentences.map((sentence, i) => (
            <g key={i} class="sentence-length" style={{ color: `var(--${sentence.label ?? "O"})` }} onClick={() => choose(i)}>
              <title>{`${LETTER_NAMES[sentence.label ?? "O"]}: ${sentence.text}`}</title>
              <path d={`M${x(sentence.start) + 2} 116H${Math.max(x(sentence.start) + 5, x(sentence.end) - 2)}`} stroke="currentColor" stroke-width="5" />
              <text x={x(sentence.start) + 1} y="138">
                {sentence.label ?? ""}
              </text>
            </g>
          ))}
          {recording?.at != null && recording.at >= from && recording.at <= to && (
            <g>
              <path d={`M${x(recording.at)} ${TOP - 2}V${LOW + 2}`} stroke="var(--ink)" stroke-width="2.5" />
              <circle cx={x(recording.at)} cy={TOP - 2} r="5" fill="var(--ink)" />
            </g>
          )}
        </svg>
      </div>
    </section>
  );
}

function Overtime({ x, width, limit, seconds }: { x: number; width: number; limit: number; seconds: number }) {
  const apart = width - x > 60;
  return (
    <g class="overtime">
      <path d={`M${x} ${TOP}V${LOW}`} stroke="var(--ember)" stroke-width="3" />
      <text x={apart ? x - 6 : width - 48} y={TOP - 7} text-anchor="end">
        {clockText(limit)}, asked
      </text>
      <text x={width} y={TOP - 7} text-anchor="end">
        {clockText(seconds)}
      </text>
    </g>
  );
}
