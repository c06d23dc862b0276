import type { ControlName } from "../../live/messages";

export type RoomAction = Exclude<ControlName, "mute" | "unmute" | "typing"> | "mute" | "type" | "voice" | "send" | "keys";

export interface Pressing {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
}

const KEYS: Readonly<Record<string, RoomAction>> = {
  m: "mute",
  r: "repeat",
  p: "rephrase",
  w: "moment",
  s: "skip",
  d: "done",
  enter: "done",
  t: "type",
  v: "voice",
  escape: "end",
  "?": "keys",
};

/** Where the focus is: keys belong to a field that is typed in, Enter and Space to a focused button or link. */
export type Focus = "field" | "button" | "page";

/** Keys that write a letter or a sign: who is helped by another device presses them unawares, so they can rest. */
const writes = (key: string): boolean => key.length === 1 && key !== " ";

/** Space opens the microphone of who pushes to talk, but where it presses a button or is typed. */
export const holds = (press: Pressing, focus: Focus): boolean =>
  press.key === " " && focus === "page" && !press.ctrlKey && !press.metaKey && !press.altKey;

/** What a key does in the room, or null where it is not the room's. `letters`: keys that write something act too. */
export function actionOf(press: Pressing, focus: Focus, letters: boolean): RoomAction | null {
  const key = press.key.toLowerCase();
  if (press.repeat || press.altKey || (!letters && writes(key))) return null;
  const command = press.ctrlKey || press.metaKey;
  if (focus === "field") return command && key === "enter" ? "send" : null;
  if (command || (focus === "button" && (key === "enter" || key === " "))) return null;
  if (key === " ") return "answer";
  return KEYS[key] ?? null;
}

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return "page";
  if (target.closest("input, textarea, select, [contenteditable=true]")) return "field";
  return target.closest("button, a[href], summary") ? "button" : "page";
}
