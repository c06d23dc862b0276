import type { Event } from "./messages";

const OUTBOX = "coach.sent.";

interface Sent {
  id: string;
  text: string;
  /** How often the same text was written down before: a second "Yes." is not the first. */
  before: number;
  /** False: it waits for a line, and its page shows it. */
  sent: boolean;
}

/** Typed answers of which the server has not said yet that they are written down. Those that were sent are kept over a
 * lost line, a reload and a server that died, to be sent again; the server takes each id once. */
export class Outbox {
  private readonly key: string;
  private all: Sent[];
  private readonly written = new Map<string, number>();

  constructor(attemptId: string) {
    this.key = OUTBOX + attemptId;
    this.all = read(this.key);
  }

  /** What is to be sent again, the oldest first. */
  get waiting(): readonly { id: string; text: string }[] {
    return this.all.filter((one) => one.sent);
  }

  add(text: string, sent: boolean): string {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.all.push({ id, text, before: this.written.get(text) ?? 0, sent });
    this.keep();
    return id;
  }

  /** What waited for a line has gone out. */
  flushed(): void {
    for (const one of this.all) one.sent = true;
    this.keep();
  }

  /** Everything that was written down so far, told anew with each connection. */
  restart(events: readonly Event[]): void {
    this.written.clear();
    for (const event of events) this.count(event);
    this.settle();
  }

  wrote(event: Event): void {
    if (this.count(event)) this.settle();
  }

  private count(event: Event): boolean {
    const over = event.type === "AttemptFinished";
    if (over) this.all = [];
    if (event.type !== "FinalTranscript" || event.source !== "typed") return over;
    this.written.set(event.text, (this.written.get(event.text) ?? 0) + 1);
    return true;
  }

  private settle(): void {
    this.all = this.all.filter((one) => (this.written.get(one.text) ?? 0) <= one.before);
    this.keep();
  }

  private keep(): void {
    try {
      if (this.waiting.length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(this.waiting));
    } catch {
      // A browser that keeps nothing: what was sent is kept as long as its page.
    }
  }
}

export function forgetSent(attemptId: string): void {
  localStorage.removeItem(OUTBOX + attemptId);
}

function read(key: string): Sent[] {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "[]") as Sent[]).filter((one) => typeof one.text === "string");
  } catch {
    return [];
  }
}
