import { useState } from "preact/hooks";

/** What a candidate likes in the room and its report, kept on this machine. */
export interface Likes {
  captions: boolean;
  /** Pace in words a minute, and the voice in the pen line. */
  meter: boolean;
  /** The interviewer's face. */
  face: boolean;
  /** Heard only while the Space key or the button is held, or since the button was pressed. */
  holdToTalk: boolean;
  /** Keys that write a letter or a sign do something by themselves. */
  letterKeys: boolean;
}

const KEY = "coach.likes";
const FIRST: Likes = { captions: true, meter: true, face: true, holdToTalk: false, letterKeys: true };

export function readLikes(kept: string | null): Likes {
  try {
    const found = JSON.parse(kept ?? "null") as Partial<Likes> | null;
    const likes = { ...FIRST };
    for (const key of Object.keys(FIRST) as (keyof Likes)[]) if (typeof found?.[key] === "boolean") likes[key] = found[key];
    return likes;
  } catch {
    return FIRST;
  }
}

export function useLikes(): [Likes, (change: Partial<Likes>) => void] {
  const [likes, setLikes] = useState(() => readLikes(localStorage.getItem(KEY)));
  const change = (some: Partial<Likes>) => {
    const next = { ...likes, ...some };
    localStorage.setItem(KEY, JSON.stringify(next));
    setLikes(next);
  };
  return [likes, change];
}
