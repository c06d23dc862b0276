import type { Evidence, Scorecard } from "../../wire.gen";

export type MarkKind = "filler" | "data" | "example";

export interface Segment {
  text: string;
  /** Where it begins in the sentence, in characters. */
  at: number;
  kind: MarkKind | null;
}

interface Span {
  from: number;
  to: number;
  kind: MarkKind;
}

const EXAMPLES = "exact_examples";

function isWordEdge(text: string, at: number): boolean {
  return !/\w/.test(text[at - 1] ?? " ") || !/\w/.test(text[at] ?? " ");
}

/** The first place of `quote` in `text` that is free and cuts no word. */
function place(text: string, quote: string, taken: readonly Span[]): [number, number] | null {
  const wanted = quote.trim().toLowerCase();
  if (wanted === "") return null;
  const lower = text.toLowerCase();
  for (let from = lower.indexOf(wanted); from >= 0; from = lower.indexOf(wanted, from + 1)) {
    const to = from + wanted.length;
    const free = taken.every((span) => to <= span.from || from >= span.to);
    if (free && isWordEdge(text, from) && isWordEdge(text, to)) return [from, to];
  }
  return null;
}

/** The sentence in pieces, each with what it was found to be. The pieces joined are the sentence. */
export function segments(text: string, findings: readonly { quote: string; kind: MarkKind }[]): Segment[] {
  const spans: Span[] = [];
  for (const { quote, kind } of findings) {
    const found = place(text, quote, spans);
    if (found && found[1] - found[0] < text.length * 0.8) spans.push({ from: found[0], to: found[1], kind });
  }
  spans.sort((a, b) => a.from - b.from);
  const out: Segment[] = [];
  let at = 0;
  for (const { from, to, kind } of spans) {
    if (from > at) out.push({ text: text.slice(at, from), at, kind: null });
    out.push({ text: text.slice(from, to), at: from, kind });
    at = to;
  }
  if (at < text.length) out.push({ text: text.slice(at), at, kind: null });
  return out;
}

/** What was found in sentence `index`, fillers first. */
export function findingsIn(card: Scorecard, index: number): { quote: string; kind: MarkKind }[] {
  const within = (evidence: readonly Evidence[], kind: MarkKind) =>
    evidence.filter((e) => e.sentences.includes(index)).map((e) => ({ quote: e.quote, kind }));
  const examples = card.constraints.filter((c) => c.kind === EXAMPLES).flatMap((c) => c.evidence);
  return [...within(card.filler_evidence, "filler"), ...within(examples, "example"), ...within(card.data_point_evidence, "data")];
}

const MARKS: readonly [MarkKind, string, string][] = [
  ["data", "Data point", "Data points"],
  ["example", "Example", "Examples"],
  ["filler", "Filler", "Fillers"],
];

/** What a kind of mark is called. */
export const markName = (kind: MarkKind): string => (MARKS.find(([one]) => one === kind)?.[1] ?? kind).toLowerCase();

/** The marks of a sentence in words, each kind with what it was found in: "Fillers: “um”, “you know”."; '' without any. */
export function marksText(shown: readonly Segment[]): string {
  const told = MARKS.map(([kind, one, many]) => {
    const quotes = shown.filter((segment) => segment.kind === kind).map((segment) => `“${segment.text}”`);
    return quotes.length === 0 ? "" : `${quotes.length === 1 ? one : many}: ${quotes.join(", ")}.`;
  });
  return told.filter(Boolean).join(" ");
}

/** The number of the word at character `at`, counted in words of the sentence. */
export function wordIndex(text: string, at: number): number {
  return (text.slice(0, at).match(/\S+/g) ?? []).length - (/\S$/.test(text.slice(0, at)) && /\S/.test(text[at] ?? " ") ? 1 : 0);
}
