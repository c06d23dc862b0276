export interface SaidWord {
  text: string;
  /** Heard as written. */
  same: boolean;
}

export interface Compared {
  words: SaidWord[];
  differ: number;
  /** Written words that were heard otherwise or not at all. */
  missed: string[];
}

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Length of the longest common run of words for every pair of beginnings, from the back. */
function common(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = table[i] as number[];
      row[j] = a[i] === b[j] ? 1 + (table[i + 1]?.[j + 1] ?? 0) : Math.max(table[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** What was heard, word by word, against the sentence that was to be read. */
export function compare(written: string, heard: string): Compared {
  const wanted = written.split(/\s+/).filter((w) => plain(w) !== "");
  const got = heard.split(/\s+/).filter((w) => plain(w) !== "");
  const table = common(wanted.map(plain), got.map(plain));
  const words: SaidWord[] = [];
  const missed: string[] = [];
  let i = 0;
  let j = 0;
  while (i < wanted.length || j < got.length) {
    if (i < wanted.length && j < got.length && plain(wanted[i] as string) === plain(got[j] as string)) {
      words.push({ text: got[j] as string, same: true });
      i += 1;
      j += 1;
    } else if (j < got.length && (i === wanted.length || (table[i]?.[j + 1] ?? 0) >= (table[i + 1]?.[j] ?? 0))) {
      words.push({ text: got[j] as string, same: false });
      j += 1;
    } else {
      missed.push(plain(wanted[i] as string));
      i += 1;
    }
  }
  return { words, differ: Math.max(missed.length, words.filter((w) => !w.same).length), missed };
}
