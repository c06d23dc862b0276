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

/** What a key does in the room, or null where it is not the room's. */
export function actionOf(press: Pressing, focus: Focus): RoomAction | null {
  const key = press.key.toLowerCase();
  if (press.repeat || press.altKey) return null;
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
