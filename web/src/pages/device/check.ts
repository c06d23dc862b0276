import type { MicrophoneKind } from "../../voice/devices";
import { ECHO_HEARD, type RoomNoise, type VoiceLevel } from "../../voice/measure";
import { capital, countText } from "../../ui/parts";
import { compare } from "./said";

export const SENTENCE = "I read the guideline twice, and then I wrote one clear rule.";
export const GOOD_DB = 20;
/** In a room from here on nobody is heard; dB under full scale. */
const LOUD_ROOM_DB = -40;

export type Step = "asking" | "room" | "tone" | "reading" | "hearing" | "done" | "blocked";
export interface Device {
  label: string;
  kind: MicrophoneKind;
  rate: number | null;
}

/** All that the check has found so far. null: not looked at yet. */
export interface Check {
  step: Step;
  trouble: string;
  device: Device | null;
  room: RoomNoise | null;
  echo: number | null;
  /** The tone did not leave the browser, so nothing is known of an echo. */
  toneless: boolean;
  voice: VoiceLevel | null;
  heard: { text: string; recogniser: string } | null;
  unheard: string;
  pingMs: number | null;
}

export const NOTHING_YET: Check = {
  step: "asking",
  trouble: "",
  device: null,
  room: null,
  echo: null,
  toneless: false,
  voice: null,
  heard: null,
  unheard: "",
  pingMs: null,
};

export type RowState = "kept" | "warn" | "broken" | "busy" | "open";
export interface Row {
  id: string;
  title: string;
  state: RowState;
  text: string;
}

/** dB between voice and room; null before both are known. */
export function apart(check: Check): number | null {
  return check.room === null || check.voice === null ? null : Math.round(check.voice.level - check.room.floor);
}

const KIND_TEXT: Record<MicrophoneKind, string> = {
  headset: "A headset or an outside microphone.",
  bluetooth: "Bluetooth. A cable is clearer: many of these send half of the sound.",
  "built-in": "Built-in. A headset would be clearer.",
  unknown: "The name does not tell whether it is built in. A headset is clearest.",
};

export const silent = (check: Check): boolean => check.voice !== null && check.voice.spoken < 0.4;

const row = (id: string, title: string, state: RowState, text: string): Row => ({ id, title, state, text });

function deviceRow({ device, trouble }: Check): Row {
  if (trouble !== "") return row("microphone", "Microphone", "broken", trouble);
  if (device === null) return row("microphone", "Microphone", "busy", "Asking the browser …");
  const weak = device.kind === "built-in" || device.kind === "bluetooth";
  return row("microphone", "Microphone", weak ? "open" : "kept", `${device.label}. ${KIND_TEXT[device.kind]}`);
}

function noiseRow(check: Check): Row {
  const { room } = check;
  if (room === null) return row("noise", "Room noise", check.step === "room" ? "busy" : "open", "Three seconds of quiet will tell.");
  const gap = apart(check);
  const level = Math.round(room.floor);
  if (gap === null || silent(check)) return row("noise", "Room noise", level > LOUD_ROOM_DB ? "warn" : "kept", `The room is at ${minus(level)} dB`);
  return row("noise", "Room noise", gap >= GOOD_DB ? "kept" : "warn", `${gap} dB below your voice, ${gap >= GOOD_DB ? "which is enough" : `aim for ${GOOD_DB}`}`);
}

function levelRow(check: Check): Row {
  const { voice } = check;
  if (voice === null) return row("level", "Level", check.step === "reading" ? "busy" : "open", "The sentence will tell.");
  if (silent(check)) return row("level", "Level", "broken", "No voice arrived");
  const peak = `Peaks at ${minus(Math.round(voice.peak))} dB`;
  if (voice.clipped > 0) return row("level", "Level", "broken", `${peak}, cut off ${times(voice.clipped)}`);
  return row("level", "Level", voice.level < -45 ? "warn" : "kept", `${peak}, never clipped${voice.level < -45 ? "; rather faint" : ""}`);
}

function rateRow({ device }: Check): Row {
  if (device === null) return row("rate", "Sample rate", "open", "Known once the microphone is open.");
  if (device.rate === null) return row("rate", "Sample rate", "open", "This browser does not tell. 16 kHz are sent.");
  const low = device.rate < 16_000;
  const text = `${(device.rate / 1000).toLocaleString("en-GB")} kHz${low ? ", a telephone’s: choose another microphone" : "; 16 kHz are sent"}`;
  return row("rate", "Sample rate", low ? "warn" : "kept", text);
}

function echoRow({ echo, toneless, step }: Check): Row {
  if (toneless) return row("echo", "Echo", "warn", "No sound leaves this browser, so it is not known. Look whether a loudspeaker is plugged in.");
  if (echo === null) return row("echo", "Echo", step === "tone" ? "busy" : "open", "A soft tone will tell.");
  if (echo >= ECHO_HEARD) return row("echo", "Echo", "warn", "Your loudspeaker is heard. Wear headphones.");
  return row("echo", "Echo", "kept", "None heard from the loudspeaker");
}

function networkRow({ pingMs }: Check): Row {
  if (pingMs === null) return row("network", "Network", "busy", "Asking the coach …");
  if (pingMs === Number.POSITIVE_INFINITY) return row("network", "Network", "broken", "The coach does not answer");
  return row("network", "Network", pingMs < 300 ? "kept" : "warn", `${Math.round(pingMs)} ms there and back${pingMs < 300 ? "" : "; words will come late"}`);
}

/** One row a test, in the order of the page. `listens`: who recognises, as the server tells it. */
export function rowsOf(check: Check, listens: { state: RowState; text: string }): Row[] {
  return [
    deviceRow(check),
    noiseRow(check),
    levelRow(check),
    rateRow(check),
    echoRow(check),
    row("listens", "Who listens", listens.state, listens.text),
    networkRow(check),
  ];
}

export interface Verdict {
  headline: string;
  remedy: string;
  /** The check found nothing that would hurt an answer. */
  good: boolean;
}

const STEPS: Record<Exclude<Step, "done" | "blocked">, [string, string]> = {
  asking: ["May the page hear you?", "The browser asks. What is said here is heard once for this check, and not kept."],
  room: ["First, your room. Say nothing for three seconds.", "What is heard now is what your voice has to rise out of."],
  tone: ["A soft tone, to listen for an echo.", "Still say nothing, please."],
  reading: ["Now read the sentence aloud.", "In the voice that you will answer in, at your own pace."],
  hearing: ["Writing down what was heard.", "This takes a moment the first time."],
};

/** What the findings come to: the worst one first, with the one thing to do about it. */
export function verdictOf(check: Check): Verdict {
  const { step, voice, room, echo, heard } = check;
  if (step === "blocked") return bad(check.device === null ? "The microphone did not open." : "The microphone is gone.", check.trouble);
  if (step !== "done") return { headline: STEPS[step][0], remedy: STEPS[step][1], good: false };
  const gap = apart(check);
  if (room !== null && voice !== null && silent(check) && room.floor > LOUD_ROOM_DB) return noisy(0, room);
  if (voice === null || room === null || gap === null || silent(check)) {
    return bad("Your voice did not arrive.", "Look whether the microphone is muted, or choose another one in the list.");
  }
  if (voice.clipped > 0) return bad("Your voice is cut off at its loudest.", "Move the microphone a hand’s width away, or turn its level down.");
  if (gap < GOOD_DB) return noisy(gap, room);
  if (voice.level < -45) return bad("Almost ready. Your voice is faint.", "Move the microphone closer, or turn its level up.");
  if (echo !== null && echo >= ECHO_HEARD) {
    return bad("Almost ready. The microphone hears your loudspeaker.", "Wear headphones, so that the interviewer’s voice is not taken for yours.");
  }
  const compared = heard === null ? null : compare(SENTENCE, heard.text);
  if (compared !== null && compared.words.every((w) => !w.same)) {
    return bad("Almost ready. Other words were heard.", "Read the sentence as it stands. If you did, choose another microphone in the list.");
  }
  if (compared !== null && compared.differ > 3) {
    return bad("Almost ready. Some words were misheard.", "Read it once more, a little slower. Your sound is clear, so short sentences help most.");
  }
  const words = compared === null ? "" : compared.differ === 0 ? " Every word was heard." : ` ${capital(countText(compared.differ, "word"))} of the sentence differed.`;
  return { headline: "You are ready.", remedy: `Your voice stands ${gap} dB above your room.${words}`, good: true };
}

/** The microphone's sound is measured: what is read out loud meanwhile is taken for the room or the voice. */
export const measures = (step: Step): boolean => step === "room" || step === "tone" || step === "reading";

export const TO_COME = `Three seconds of quiet, a soft tone, and then you read this aloud: “${SENTENCE}”`;

/** What is read out to who does not see the page: nothing while the check measures; what to do next time where it failed. */
export function toldOf(check: Check, faults: number): string {
  if (check.step === "asking" || measures(check.step)) return "";
  const { headline, remedy, good } = verdictOf(check);
  if (check.step !== "done") return `${headline} ${remedy}`;
  return `${headline} ${remedy} ${capital(countText(faults, "fault"))} found.${good ? "" : ` To come again: ${TO_COME}`}`;
}

function noisy(gap: number, room: RoomNoise): Verdict {
  const what = room.steady ? "fan or hum" : "room";
  const mend = `Move the microphone a hand’s width closer, or ${room.steady ? "switch the fan off" : "find a quieter place"}.`;
  const remedy = `${mend} Words are heard well from ${GOOD_DB} dB upwards.`;
  if (gap < 8) return bad(`Your ${what} is as loud as your voice.`, remedy);
  return bad(gap < 15 ? `Almost ready. Your ${what} is nearly as loud as your voice.` : `Almost ready. Your ${what} can be heard behind your voice.`, remedy);
}

const bad = (headline: string, remedy: string): Verdict => ({ headline, remedy, good: false });
export const minus = (value: number): string => (value < 0 ? `−${-value}` : String(value));
const times = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
