import type { AnswerView } from "../../wire.gen";

export type Command = "back" | "rest" | "on" | "toggle" | "word_back" | "word_on" | "sentence_back" | "sentence_on" | "correct";

const COMMANDS: Readonly<Record<string, Command>> = {
  j: "back",
  k: "rest",
  l: "on",
  " ": "toggle",
  ArrowLeft: "word_back",
  ArrowRight: "word_on",
  ArrowUp: "sentence_back",
  ArrowDown: "sentence_on",
  e: "correct",
};

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** What has the focus: a tag name in lower case, and its role. */
  tag: string;
  role: string | null;
}

const OWN_KEYS = new Set(["input", "textarea", "select", "video"]);
const PRESSABLE = new Set(["button", "a", "summary"]);

/** As in a video editor: J K L shuttle, space, arrows; E corrects. Keys that the focused thing needs stay its own.
 *  `letters`: those that write one act too. */
export function commandOf(pressed: Pressed, letters: boolean): Command | null {
  if (!letters && /^\p{L}$/u.test(pressed.key)) return null;
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || OWN_KEYS.has(pressed.tag)) return null;
  const command = COMMANDS[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key] ?? null;
  if (command === "toggle" && PRESSABLE.has(pressed.tag)) return null;
  if (pressed.role === "tab" && pressed.key.startsWith("Arrow")) return null;
  return command;
}

const FORWARD = [1, 1.5, 2];
const BACK = [-1, -2, -4];

/** The next speed: again in the same direction is faster, the other direction begins anew. */
export function shuttled(speed: number, command: "back" | "rest" | "on"): number {
  if (command === "rest") return 0;
  const gears = command === "on" ? FORWARD : BACK;
  return gears[Math.min(gears.indexOf(speed) + 1, gears.length - 1)] ?? 0;
}

/** The start of the word before or after second `at`. */
export function wordBeside(sentences: AnswerView["sentences"], at: number, step: 1 | -1): number {
  const starts = sentences.flatMap((s) => (s.words.length > 0 ? s.words.map((w) => w.start) : [s.start]));
  const found = step > 0 ? starts.find((start) => start > at + 0.02) : starts.findLast((start) => start < at - 0.02);
  return found ?? (step > 0 ? (starts.at(-1) ?? at) : (starts[0] ?? at));
}
