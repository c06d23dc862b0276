import type { AnswerView, Comment, WordSpan } from "../../wire.gen";

type Sentences = AnswerView["sentences"];

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** The words from one place to another, whichever comes first; places are [sentence, word]. */
export function spanBetween(sentences: Sentences, a: readonly [number, number], b: readonly [number, number]): WordSpan {
  const [[first, first_word], [last, last_word]] = a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? [a, b] : [b, a];
  const quote = sentences
    .slice(first, last + 1)
    .map((sentence, i) => wordsOf(sentence.text).slice(i === 0 ? first_word : 0, first + i === last ? last_word + 1 : undefined).join(" "))
    .join(" ");
  return { type: "words", first, first_word, last, last_word, quote };
}

export function covers(span: Comment["span"], sentence: number, word: number): boolean {
  if (span.type === "seconds") return false;
  const after = sentence > span.first || (sentence === span.first && word >= span.first_word);
  return after && (sentence < span.last || (sentence === span.last && word <= span.last_word));
}
