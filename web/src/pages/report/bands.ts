import { countText } from "../../ui/parts";
import type { AnswerView, Overlap, Scorecard } from "../../wire.gen";
import { findingsIn, segments, wordIndex } from "./marks";

export type BandKind = "pause" | "filler" | "interjection" | "interviewer" | "overlap";

/** A stretch of the answer that is marked on its line; seconds on the rehearsal's clock. */
export interface Band {
  kind: BandKind;
  start: number;
  end: number;
  label: string;
}

const PAUSE_S = 1;
const ROUNDING_S = 0.3;

type Sentences = AnswerView["sentences"];
interface Span {
  start: number;
  end: number;
}

/** The words; where only sentence times are known, the sentences. */
export function spokenIn(sentences: Sentences): Span[] {
  return sentences.flatMap((s): Span[] => (s.words.length > 0 ? s.words : [s]));
}

/**
 * Stretches without a word of at least a second. Longer ones than `longest`, the scorer's longest pause, were filled:
 * with a request to the interviewer, or with the interviewer.
 */
export function pausesOf(sentences: Sentences, longest: number | null = null): Span[] {
  const words = spokenIn(sentences);
  const most = longest === null ? Number.POSITIVE_INFINITY : longest + ROUNDING_S;
  return words.flatMap((word, i) => {
    const gap = (words[i + 1]?.start ?? word.end) - word.end;
    return gap >= PAUSE_S && gap <= most ? [{ start: word.end, end: word.end + gap }] : [];
  });
}

function fillersOf({ sentences, scorecard }: AnswerView): Band[] {
  if (scorecard === null) return [];
  return sentences.flatMap((sentence, i) =>
    segments(sentence.text, findingsIn(scorecard, i))
      .filter((s) => s.kind === "filler")
      .flatMap((s): Band[] => {
        const word = sentence.words[wordIndex(sentence.text, s.at)];
        return word === undefined ? [] : [{ kind: "filler", start: word.start, end: word.end, label: s.text.replace(/[,.]/g, "") }];
      }),
  );
}

type Answered = Pick<AnswerView, "overlaps" | "sentences">;

/** Where both spoke at once, as far as it lies within the answer. */
export function overlapsIn({ overlaps, sentences }: Answered): Band[] {
  const [from, to] = [sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0];
  return overlaps
    .filter((o) => o.end >= from && o.start <= to)
    .map((o) => ({ kind: "overlap", start: Math.max(from, o.start), end: Math.min(to, o.end), label: "both spoke" }));
}

/** How often both spoke at once, who took the floor, and what of it the line cannot show; "" where only one spoke. */
export function overlapsText(answer: Answered): string {
  const count = (how: Overlap["how"]) => answer.overlaps.filter((o) => o.how === how).length;
  const times = (n: number) => (n === 1 ? "once" : n === 2 ? "twice" : countText(n, "time"));
  const outside = answer.overlaps.length - overlapsIn(answer).length;
  const all = answer.overlaps.length;
  if (all === 0) return "";
  const often = (n: number) => (n === all ? "" : ` ${times(n)}`);
  const told = [
    count("barge_in") > 0 && `you took the floor${often(count("barge_in"))}`,
    count("interjection") > 0 && `you were cut in on${often(count("interjection"))}`,
    outside > 0 && `${all === 1 ? "it lies" : `${outside} of them ${outside === 1 ? "lies" : "lie"}`} outside of what is scored and drawn`,
  ].filter(Boolean);
  return [times(all), ...told].join("; ");
}

/** The interviewer within the answer: cutting in and following up. */
export function interviewerIn({ turns, sentences }: Pick<AnswerView, "turns" | "sentences">): Band[] {
  const words = spokenIn(sentences);
  const [from, to] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  const within = turns.filter((t) => t.speaker === "interviewer" && t.ended > from && t.started < to);
  return within.flatMap((t): Band[] => {
    const kind = t.move === "interject" ? "interjection" : "interviewer";
    const span = { start: Math.max(from, t.started), end: Math.min(to, t.ended) };
    return [{ kind, ...span, label: kind === "interjection" ? "cut in" : "interviewer" }];
  });
}

/** Everything that is marked on the line, in order of time. */
export function bandsOf(answer: AnswerView): Band[] {
  const pauses = pausesOf(answer.sentences, answer.scorecard?.delivery.longest_pause ?? null).map(
    (p): Band => ({ kind: "pause", ...p, label: `pause ${(p.end - p.start).toFixed(1)} s` }),
  );
  return [...pauses, ...fillersOf(answer), ...interviewerIn(answer), ...overlapsIn(answer)].sort((a, b) => a.start - b.start);
}

/** The interviewer's spans within an answer, in order. */
function interrupted({ turns, sentences }: Pick<AnswerView, "turns" | "sentences">): Span[] {
  const [from, to] = [sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0];
  return turns
    .filter((t) => t.speaker === "interviewer" && t.ended > from && t.started < to)
    .map((t) => ({ start: Math.max(from, t.started), end: Math.min(to, t.ended) }))
    .sort((a, b) => a.start - b.start);
}

/** Seconds of the answer at second `at` of the clock: the interviewer's are not the candidate's. */
export function elapsed(answer: Pick<AnswerView, "turns" | "sentences">, at: number): number {
  const from = answer.sentences[0]?.start ?? 0;
  const theirs = interrupted(answer).reduce((sum, span) => sum + Math.max(0, Math.min(at, span.end) - span.start), 0);
  return Math.max(0, at - from - theirs);
}

/** Where on the clock an answer has lasted `limit` seconds. */
export function reachedAt(answer: Pick<AnswerView, "turns" | "sentences">, limit: number): number {
  let at = (answer.sentences[0]?.start ?? 0) + limit;
  for (const span of interrupted(answer)) if (span.start < at) at += span.end - span.start;
  return at;
}

/** The most seconds that were asked for, where they were exceeded; else null. */
export function exceeded(card: AnswerView["scorecard"]): number | null {
  const broken = card?.constraints.find((c) => c.kind === "max_seconds" && c.satisfied === false)?.asked;
  const number = broken === undefined ? null : /\d+(\.\d+)?/.exec(broken);
  return number === null ? null : Number(number[0]);
}

export interface Label {
  /** Middle of the text, in px. */
  x: number;
  text: string;
}

const LETTER_PX = 8.2;
const BESIDE_PX = 10;

/** Those of `labels` that have room, earlier ones first, within `width` px and clear of `taken`. */
export function fitting(labels: readonly Label[], width: number, taken: readonly Label[] = []): Label[] {
  const half = (text: string) => (text.length * LETTER_PX) / 2;
  const placed: Label[] = [];
  for (const label of labels) {
    const x = Math.max(half(label.text), Math.min(width - half(label.text), label.x));
    const free = [...taken, ...placed].every((other) => Math.abs(other.x - x) >= half(other.text) + half(label.text) + BESIDE_PX);
    if (free) placed.push({ x, text: label.text });
  }
  return placed;
}

type Delivery = Scorecard["delivery"];

/** The silences that count as pauses, which are also drawn. */
export function pausesText({ pauses, longest_pause }: Pick<Delivery, "pauses" | "longest_pause">): string {
  if (pauses === null) return "";
  const longest = longest_pause ? `, the longest ${longest_pause.toFixed(1)} s` : "";
  return pauses === 0 ? "none of a second or more" : `${countText(pauses, "pause")} of a second or more${longest}`;
}

/** Where the shorter silences are, too: inside a clause they sound like hesitating. */
export function hesitationsText({ pauses_inside, pauses_between }: Pick<Delivery, "pauses_inside" | "pauses_between">): string {
  if (!pauses_inside) return "";
  return `${countText(pauses_inside, "silence")} of a quarter of a second or more inside a clause, beside ${pauses_between ?? 0} between clauses`;
}
