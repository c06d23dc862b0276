import type { SpokenViseme, Viseme } from "../../wire.gen";

const SOUNDS: readonly [RegExp, Viseme][] = [
  [/^(th)/, "TH"],
  [/^(ch|sh|j|tion)/, "CH"],
  [/^(oo|ou|w|u)/, "ou"],
  [/^(o)/, "oh"],
  [/^(ee|i|y)/, "ih"],
  [/^(e)/, "E"],
  [/^(a)/, "aa"],
  [/^[pbm]/, "PP"],
  [/^[fv]/, "FF"],
  [/^[td]/, "DD"],
  [/^[kgcqx]/, "kk"],
  [/^[sz]/, "SS"],
  [/^[nl]/, "nn"],
  [/^r/, "RR"],
];
const SOUND_S = 0.085;
const GAP_S = 0.05;

/** Mouth shapes for reading English letters aloud without a voice: close enough for a picture, not for speech. */
export function readingAloud(text: string): { visemes: SpokenViseme[]; seconds: number } {
  const visemes: SpokenViseme[] = [];
  let at = 0;
  for (const word of text.toLowerCase().split(/\s+/)) {
    let rest = word.replace(/[^a-z]/g, "");
    while (rest !== "") {
      const [match, viseme] = SOUNDS.map(([pattern, v]) => [pattern.exec(rest)?.[0], v] as const).find(([m]) => m !== undefined) ?? [rest[0], "sil" as const];
      if (viseme !== "sil") {
        visemes.push({ viseme, start: at, end: at + SOUND_S });
        at += SOUND_S;
      }
      rest = rest.slice(match?.length ?? 1);
    }
    at += /[.,?!]$/.test(word) ? GAP_S * 4 : GAP_S;
  }
  return { visemes, seconds: at };
}
