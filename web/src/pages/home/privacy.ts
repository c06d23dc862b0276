import type { Part, Status } from "../../wire.gen";

const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** True where the page comes from the machine that shows it. */
export const servedHere = (host: string): boolean => LOOPBACK.test(host);

/** What becomes of a voice, and of its words, with the recogniser and the interviewer in use. `host`: the page's. */
export function privacyText(status: Pick<Status, "voice_to" | "words_to"> | null, hearing: Part["ready"] | undefined, host: string): string {
  if (status === null) return "";
  const here = servedHere(host) ? "this computer" : "the computer that serves this page";
  const words = status.words_to === "" ? "" : ` Your words go to ${status.words_to}, which chooses the follow-ups.`;
  if (hearing === "missing") return `Speech is not recognised here yet, so you type. What you type stays on ${here}.${words}`;
  if (status.voice_to !== "") return `Your voice is sent to ${status.voice_to}, which writes it down.${words}`;
  return `Your voice stays on ${here}.${words}`;
}
