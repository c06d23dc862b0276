import type { Recognised, Typed } from "../wire.gen";
import type { Event } from "./messages";

const OUTBOX = "coach.sent.";
/** What the wire takes as an age, in seconds. */
const OLDEST_S = 3600;

export type Said = Omit<Typed, "id"> | Omit<Recognised, "id" | "ago">;
export type Telling = (Typed | Recognised) & { id: string };

interface Sent {
  message: Telling;
  /** When it was said, in milliseconds since 1970. */
  at: number;
  /** False: it waits for a line, and its page shows it. */
  sent: boolean;
}

/** `message` as it is to be told `seconds` after it was made. */
export function aged<M extends { type: string }>(message: M, seconds: number): M {
  if (message.type !== "recognised") return message;
  const { ago = 0 } = message as { ago?: number };
  return { ...message, ago: Math.min(OLDEST_S, Math.max(0, ago + seconds)) };
}

/** Answers, typed or recognised by the browser, of which the server has not said yet that they are written down. They
 * are kept over a lost line, a reload and a server that died, to be sent again; the server takes each id once. What was
 * typed and never sent is a draft of its page. */
export class Outbox {
  private readonly key: string;
  private all: Sent[];

  constructor(attemptId: string) {
    this.key = OUTBOX + attemptId;
    this.all = read(this.key);
  }

  /** What is to be sent again, the oldest first. */
  get waiting(): Telling[] {
    return this.all.filter((one) => one.sent).map((one) => aged(one.message, (Date.now() - one.at) / 1000));
  }

  /** Words that were spoken are among what is not written down. */
  get spoken(): boolean {
    return this.all.some((one) => one.message.type === "recognised");
  }

  /** What is to be sent now, with its id. */
  add(said: Said, sent: boolean): Telling {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    const message: Telling = { ...said, id };
    this.all.push({ message, at: Date.now(), sent });
    this.keep();
    return message;
  }

  /** What waited for a line has gone out. */
  flushed(): void {
    for (const one of this.all) one.sent = true;
    this.keep();
  }

  /** `event` was written down, now or before this connection. */
  wrote(event: Event): void {
    if (event.type === "AttemptFinished") this.all = [];
    else if (event.type === "FinalTranscript" && event.sent) this.all = this.all.filter((one) => one.message.id !== event.sent);
    else return;
    this.keep();
  }

  private keep(): void {
    const kept = this.all.filter((one) => one.sent || one.message.type === "recognised");
    try {
      if (kept.length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // A browser that keeps nothing: what was sent is kept as long as its page.
    }
  }
}

export function forgetSent(attemptId: string): void {
  localStorage.removeItem(OUTBOX + attemptId);
}

/** What its page had not sent is to be sent by this one. */
function read(key: string): Sent[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]") as Partial<Sent>[];
    return kept.flatMap(({ message, at }) => (typeof message?.text === "string" && typeof at === "number" ? [{ message, at, sent: true }] : []));
  } catch {
    return [];
  }
}
