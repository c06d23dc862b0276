import { clockText } from "../../ui/parts";
import type { AnswerView, Comment, WordSpan } from "../../wire.gen";

type Sentences = AnswerView["sentences"];
type Span = Comment["span"];

/** [sentence, word], both from 0. */
export type Place = readonly [number, number];

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** The words from one place to another, whichever comes first. */
export function spanBetween(sentences: Sentences, a: Place, b: Place): WordSpan {
  const [[first, first_word], [last, last_word]] = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? [a, b] : [b, a];
  const quote = sentences
    .slice(first, last + 1)
    .map((sentence, i) => wordsOf(sentence.text).slice(i === 0 ? first_word : 0, first + i === last ? last_word + 1 : undefined).join(" "))
    .join(" ");
  return { type: "words", first, first_word, last, last_word, quote };
}

/** What was picked, for who does not see it. `begins`: it may yet go on to another word. A whole span is told by its comment. */
export function pickedText(span: WordSpan, begins: boolean): string {
  if (begins) return `It begins at “${span.quote}”. Choose the last word.`;
  return span.quote.includes(" ") ? "" : `“${span.quote}” is chosen.`;
}

export function covers(span: Span, sentence: number, word: number): boolean {
  if (span.type === "seconds") return false;
  const after = sentence > span.first || (sentence === span.first && word >= span.first_word);
  return after && (sentence < span.last || (sentence === span.last && word <= span.last_word));
}

/** Where a span lies on the rehearsal's clock, in seconds; null where the answer has no times. */
export function secondsOf(span: Span, sentences: Sentences): { start: number; end: number } | null {
  if (span.type === "seconds") return { start: span.start, end: span.end };
  const [first, last] = [sentences[span.first], sentences[span.last]];
  if (first === undefined || last === undefined || last.end <= 0) return null;
  return { start: first.words[span.first_word]?.start ?? first.start, end: last.words[span.last_word]?.end ?? last.end };
}

/** When a span begins, counted from the answer's first word: "0:12"; one of seconds also when it ends: "0:12 to 0:17". */
export function placeText(span: Span, sentences: Sentences): string {
  const at = secondsOf(span, sentences);
  const from = sentences[0]?.start ?? 0;
  if (at === null) return "";
  const begins = clockText(at.start - from);
  return span.type === "seconds" ? `${begins} to ${clockText(at.end - from)}` : begins;
}

/** The place one word, or one sentence, before or after another; the same where there is none. */
export function beside(sentences: Sentences, [sentence, word]: Place, key: string): Place {
  const last = (s: number) => wordsOf(sentences[s]?.text ?? "").length - 1;
  switch (key) {
    case "ArrowLeft":
      return word > 0 ? [sentence, word - 1] : sentence > 0 ? [sentence - 1, last(sentence - 1)] : [sentence, word];
    case "ArrowRight":
      return word < last(sentence) ? [sentence, word + 1] : sentence < sentences.length - 1 ? [sentence + 1, 0] : [sentence, word];
    case "ArrowUp":
      return [Math.max(0, sentence - 1), 0];
    case "ArrowDown":
      return [Math.min(sentences.length - 1, sentence + 1), 0];
    default:
      return [sentence, word];
  }
}
