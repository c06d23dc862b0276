import { type Chunk, encodeChunk, Unheard } from "./chunks";
import { type ClientMessage, readMessage, type ServerMessage } from "./messages";
import { aged } from "./outbox";

export interface LiveCallbacks {
  message(message: ServerMessage): void;
  /** `waiting`: seconds of speech that are kept here until the connection is back. */
  connection(state: "connecting" | "open" | "lost" | "closed", waiting: number): void;
}

/** Kept until the connection is back; `after`: the sound before this sample was heard before it. */
interface WaitingText {
  message: ClientMessage;
  after: number;
  /** When it was said, in milliseconds since 1970. */
  at: number;
}

type Open = (url: string) => WebSocket;
const BACKOFF_MS = [300, 700, 1500, 3000, 5000];
const PING_MS = 10_000;
const SILENT_MS = 25_000;
/** The server says something at least each five seconds while a rehearsal runs, and answers each ping. */
const HURRIED_SILENT_MS = 12_000;
const CLOSED_FOR_GOOD = 4000;

/** The one connection of a rehearsal. Reconnects by itself; audio that was not confirmed is sent again, in order. */
export class LiveSocket {
  private socket: WebSocket | null = null;
  private readonly unheard = new Unheard();
  private welcomed = false;
  private closed = false;
  private tries = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private lastHeardFrom = 0;
  /** Added to our sample numbers on the wire: not 0 once the server has begun to count anew. */
  private shift = 0;
  private nextOwn: number | null = null;
  private waitingTexts: WaitingText[] = [];
  private readonly url: string;
  private readonly callbacks: LiveCallbacks;
  private readonly open: Open;

  constructor(url: string, callbacks: LiveCallbacks, open: Open = (u) => new WebSocket(u)) {
    this.url = url;
    this.callbacks = callbacks;
    this.open = open;
  }

  connect(): void {
    if (this.closed) return;
    this.callbacks.connection("connecting", this.unheard.seconds);
    const socket = this.open(this.url);
    socket.binaryType = "arraybuffer";
    socket.onmessage = (frame) => this.receive(socket, frame.data);
    socket.onopen = () => this.watch(socket);
    socket.onclose = (event) => {
      this.closed ||= event?.code === CLOSED_FOR_GOOD;
      this.lost(socket);
    };
    this.socket = socket;
  }

  /** Sent now (true), or kept until the connection is back. Reports of playing and pings are not worth keeping. */
  send(message: ClientMessage): boolean {
    const sent = this.welcomed && this.socket?.readyState === WebSocket.OPEN;
    if (sent) this.socket?.send(JSON.stringify(message));
    else if (message.type === "typed" || (message.type === "control" && message.control !== "typing") || (message.type === "recognised" && message.final)) this.waitingTexts.push({ message, after: this.nextOwn ?? 0, at: Date.now() });
    return sent;
  }

  sendAudio(chunk: Chunk): void {
    this.unheard.add(chunk);
    this.nextOwn = chunk.first + chunk.samples.length;
    if (this.welcomed && this.socket?.readyState === WebSocket.OPEN) this.socket.send(encodeChunk(chunk, this.shift));
    else this.callbacks.connection("lost", this.unheard.seconds);
  }

  /** The sample after the last one given, on our own count and on the server's; null before any. */
  get reached(): { own: number; there: number } | null {
    return this.nextOwn === null ? null : { own: this.nextOwn, there: this.nextOwn + this.shift };
  }

  get waitingSeconds(): number {
    return this.unheard.seconds;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    clearInterval(this.pinger);
    this.socket?.close(1000);
    this.callbacks.connection("closed", this.unheard.seconds);
  }

  /** The network is back or the page is looked at again: do not wait for the next try, nor for a dead line to be missed. */
  hurry(): void {
    if (this.closed) return;
    if (this.retry !== undefined) {
      clearTimeout(this.retry);
      this.retry = undefined;
      this.connect();
    } else if (Date.now() - this.lastHeardFrom > HURRIED_SILENT_MS) this.socket?.close();
  }

  /** The network is gone: told at once. A line that only seems to be gone is opened again soon. */
  cut(): void {
    const socket = this.socket;
    if (this.closed || this.retry !== undefined || socket === null) return;
    socket.onclose = null;
    socket.close();
    this.lost(socket);
    this.socket = null;
  }

  private receive(socket: WebSocket, frame: unknown): void {
    if (socket !== this.socket || typeof frame !== "string") return;
    this.lastHeardFrom = Date.now();
    const message = readMessage(frame);
    if (message === null) return;
    if (message.type === "heard") this.unheard.heard(message.next_sample - this.shift);
    if (message.type === "trouble" && message.fatal) this.closed = true;
    this.welcomed ||= message.type === "welcome";
    this.callbacks.message(message);
    if (message.type === "welcome") this.welcome(socket, message.next_sample);
  }

  private welcome(socket: WebSocket, nextSample: number): void {
    this.tries = 0;
    const oldest = this.unheard.pending()[0]?.first ?? this.nextOwn;
    if (oldest !== null && oldest + this.shift > nextSample) this.shift = nextSample - oldest;
    this.unheard.heard(nextSample - this.shift);
    this.sendKept(socket);
    this.callbacks.connection("open", this.unheard.seconds);
  }

  /** In the order in which it was said and pressed: an end does not overtake the words before it. */
  private sendKept(socket: WebSocket): void {
    const texts = this.waitingTexts.splice(0);
    const sendUntil = (sample: number) => {
      for (let next = texts[0]; next !== undefined && next.after <= sample; next = texts[0]) {
        texts.shift();
        socket.send(JSON.stringify(aged(next.message, (Date.now() - next.at) / 1000)));
      }
    };
    for (const chunk of this.unheard.pending()) {
      sendUntil(chunk.first);
      socket.send(encodeChunk(chunk, this.shift));
    }
    sendUntil(Number.POSITIVE_INFINITY);
  }

  private watch(socket: WebSocket): void {
    this.lastHeardFrom = Date.now();
    clearInterval(this.pinger);
    this.pinger = setInterval(() => {
      if (Date.now() - this.lastHeardFrom > SILENT_MS) return socket.close();
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "ping", sent: Date.now() / 1000 }));
    }, PING_MS);
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    clearInterval(this.pinger);
    this.welcomed = false;
    if (this.closed) return this.callbacks.connection("closed", this.unheard.seconds);
    this.callbacks.connection("lost", this.unheard.seconds);
    const wait = BACKOFF_MS[Math.min(this.tries, BACKOFF_MS.length - 1)] ?? 5000;
    this.tries += 1;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      this.connect();
    }, wait);
  }
}

export function liveUrl(attemptId: string, location: Location = window.location): string {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/api/attempts/${encodeURIComponent(attemptId)}/live`;
}
