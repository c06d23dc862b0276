import type { AnswerView, Change } from "../../wire.gen";
import { common, plain } from "./takes";

export interface Edit {
  text: string;
  kind: "kept" | "out" | "in";
  /** The sentence that the words stand in, or before. */
  sentence: number;
}

type Sentences = Pick<AnswerView["sentences"][number], "text">[];
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => word !== "");

function add(edits: Edit[], text: string, kind: Edit["kind"], sentence: number): void {
  const last = edits.at(-1);
  if (last?.kind === kind && last.sentence === sentence) last.text += ` ${text}`;
  else edits.push({ text, kind, sentence });
}

/** What becomes of the answer in its stronger version, word by word: kept, taken out, put in. */
export function edits(sentences: Sentences, stronger: string): Edit[] {
  const old = sentences.flatMap(({ text }, sentence) => wordsIn(text).map((word) => ({ word, sentence })));
  const fresh = wordsIn(stronger);
  const [a, b] = [old.map(({ word }) => plain(word)), fresh.map(plain)];
  const table = common(a, b);
  const out: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const at = old[i]?.sentence ?? sentences.length - 1;
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(out, fresh[j] ?? "", "kept", at);
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))) {
      add(out, old[i]?.word ?? "", "out", at);
      i += 1;
    } else {
      add(out, fresh[j] ?? "", "in", at);
      j += 1;
    }
  }
  return out;
}

const MOST_SENTENCES = 2;
const TRIMS: readonly Change["criterion"][] = ["constraints", "delivery"];

/** The sentences that a change is about, as they are edited; empty where the change is not one of the words themselves. */
export function changeShown(sentences: Sentences, stronger: string, change: Change | undefined): Edit[] {
  if (change === undefined || stronger === "" || !TRIMS.includes(change.criterion)) return [];
  const about = new Set(change.sentences.slice(0, MOST_SENTENCES));
  const shown = edits(sentences, stronger).filter((edit) => about.has(edit.sentence));
  return shown.some((edit) => edit.kind !== "kept") ? shown : [];
}
