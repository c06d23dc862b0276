import type { Start } from "../wire.gen";
import { Player, type Playing } from "../voice/player";
import { stayAwake } from "./awake";
import { Hearing } from "./hearing";
import { dismiss, receive } from "./interview";
import type { ClientMessage, ControlName, ServerMessage } from "./messages";
import { Outbox, type Said } from "./outbox";
import { PageClock } from "./page_clock";
import { watchPage } from "./page_turns";
import { whenMicrophoneIsAllowed } from "./permission";
import { keepPlace, lostSeconds } from "./place";
import { AT_FIRST, type Mode, type Reading, type RehearsalView } from "./rehearsal_view";
import { LiveSocket, liveUrl } from "./socket";

export type { Mode, Reading, RehearsalView } from "./rehearsal_view";

const COUNT_MS = 800;
const TELL_TYPING_MS = 2000;
/** What the wire takes. */
const LONGEST_LOSS_S = 3600;
const READINGS_KEPT = 20 * 60 * 15;

type LostBy = NonNullable<Start["lost_by"]>;

/** Socket, loudspeaker and microphone of one attempt. The page shows `view` and calls the verbs. */
export class LiveRehearsal {
  view: RehearsalView = AT_FIRST;
  readonly readings: Reading[] = [];
  private readonly time = new PageClock();
  /** The server was not told yet of this page, or of the microphone that it opened. */
  private anew = true;
  private lostS = 0;
  private lostBy: LostBy = "page";
  /** Since when, in milliseconds of the page, a voice that was heard before is not. */
  private deafSince: number | null = null;
  private readonly attemptId: string;
  private readonly outbox: Outbox;
  private readonly unwatch: readonly (() => void)[];
  private readonly socket: LiveSocket;
  private readonly player: Player;
  private readonly hearing: Hearing;
  private nextSample = 0;
  private awake = () => undefined as void;
  private opening = false;
  private typedAt = -TELL_TYPING_MS;
  private over = false;
  /** Told whenever `view` has changed. */
  changed: () => void;

  constructor(attemptId: string, changed: () => void) {
    this.changed = changed;
    this.attemptId = attemptId;
    this.outbox = new Outbox(attemptId);
    this.player = new Player({
      played: (speech_id, seconds, finished) => this.send({ type: "played", speech_id, seconds, finished }),
      silent: (soundless) => {
        if (soundless !== this.view.soundless) this.update({ soundless });
      },
    });
    this.socket = new LiveSocket(liveUrl(attemptId), {
      message: (message) => this.receive(message),
      connection: (link, waiting) => this.connected(link, waiting),
    });
    this.hearing = new Hearing({
      chunk: (chunk) => {
        if (this.view.phase === "live") this.socket.sendAudio(chunk);
      },
      level: (level) => this.read(level),
      words: (text, final, seconds) => this.recognised(text, final, seconds),
      lost: (reason, seconds) => this.loseMicrophone(reason, seconds),
    });
    this.unwatch = [
      watchPage({ back: () => this.hurry(), away: () => this.leave(), cut: () => this.socket.cut() }),
      whenMicrophoneIsAllowed(() => {
        if (this.view.phase === "live" && this.view.mode === "typed") this.update({ allowed: true });
      }),
    ];
    this.socket.connect();
  }

  private hurry(): void {
    this.hearing.wake();
    this.socket.hurry();
  }

  /** What this page leaves behind for the next one. */
  private leave(): void {
    this.hearing.settle();
    const reached = this.socket.reached;
    if (reached !== null && !this.view.interview.finished) keepPlace(this.attemptId, reached.there);
  }

  /** Seconds on the rehearsal's clock now. It stands still until the rehearsal has begun. */
  clock(): number {
    return this.time.now(this.view.interview.state, this.view.phase === "live");
  }

  /** When the line was lost and came back, on the rehearsal's clock. */
  get lost(): PageClock["lost"] {
    return this.time.lost;
  }

  playing(): Playing | null {
    return this.player.now();
  }

  level(): number {
    const last = this.readings.at(-1);
    return last !== undefined && this.clock() - last.at < 0.3 ? last.level : 0;
  }

  /** False: the browser wants a click or a key before it lets sound out. */
  async unlock(): Promise<boolean> {
    return this.player.unlock();
  }

  /** Ready to begin. Without a microphone the rehearsal begins with typed answers and says why. */
  async begin(wish: Mode, byBrowser = false): Promise<void> {
    if (this.view.phase === "beginning" || this.view.phase === "live") return;
    this.update({ phase: "beginning" });
    this.player.open();
    const mode = (await this.listen(byBrowser, wish)) ? "voice" : "typed";
    if (mode === "voice") await this.countDown();
    if (this.over) return;
    this.awake = stayAwake();
    this.time.told();
    this.update({ phase: "live", mode: this.view.deaf ? "typed" : mode, count: 0 });
    this.sendStart();
  }

  /** Takes up voice in the room, where typing was chosen or no microphone could be had. */
  async speak(): Promise<void> {
    const { phase, mode, byBrowser, interview } = this.view;
    if (phase !== "live" || mode === "voice" || this.opening || interview.finished) return;
    this.opening = true;
    this.update({ told: "" });
    const heard = await this.listen(byBrowser);
    this.opening = false;
    if (!heard) return this.update({ told: this.view.microphoneTrouble });
    if (this.over || this.view.ended) return this.deafen();
    this.anew = true;
    this.noteDeafness();
    this.update({ mode: "voice", muted: false, deaf: false, allowed: false, microphoneTrouble: "", told: "You are heard. Answer by voice." });
    this.sendStart();
  }

  private sendStart(): void {
    const { mode, byBrowser } = this.view;
    const spoken = mode === "voice";
    const whole = this.outbox.spoken || this.hearing.speaking;
    const said: ClientMessage = { type: "start", microphone: spoken && !byBrowser, browser: spoken && byBrowser, anew: this.anew, lost_s: this.lostS, lost_by: this.lostBy, whole };
    if (!this.socket.send(said)) return;
    this.anew = false;
    this.lostS = 0;
    for (const message of this.outbox.waiting) this.send(message);
  }

  /** In an answer that goes on, the time without a microphone is lost sound, no pause of who speaks. */
  private noteDeafness(): void {
    const since = this.deafSince;
    this.deafSince = null;
    if (since === null || this.view.interview.state?.answer_started == null) return;
    this.lostS = Math.min(LONGEST_LOSS_S, (performance.now() - since) / 1000);
    this.lostBy = "microphone";
  }

  /** From now on the candidate types: the microphone is gone, since `seconds`. */
  private loseMicrophone(reason: string, seconds = 0): void {
    this.hearing.loseMicrophone();
    this.deafSince = performance.now() - seconds * 1000;
    this.update({ microphoneTrouble: reason, deaf: true, mode: "typed", told: "" });
    if (this.view.phase === "live") this.sendStart();
  }

  /** Held to talk: what is said while it is not held is sent as silence. */
  hold(talking: boolean): void {
    this.hearing.mute(this.view.muted || !talking);
  }

  control(control: ControlName): void {
    if (control === "mute" || control === "unmute") {
      this.hearing.mute(control === "mute");
      this.update({ muted: control === "mute" });
    }
    if (control === "done" || control === "end") this.hearing.settle();
    this.send({ type: "control", control });
    if (control === "end") this.end();
  }

  /** What was said goes out before the end; nothing is heard after it. */
  private end(): void {
    this.deafen();
    this.update({ ended: true });
  }

  private deafen(): void {
    this.hearing.stop();
    this.awake();
  }

  type(text: string): void {
    if (!this.tell({ type: "typed", text })) this.update({ unsent: [...this.view.unsent, text] });
  }

  /** It is kept until it is written down: a line that seems open may be dead, and a server die with what it took. False
   * where it waits for a line. */
  private tell(said: Said): boolean {
    const open = this.view.link === "open";
    this.send(this.outbox.add(said, open));
    return open;
  }

  /** A key in the answer's field: where a voice is waited for, its writer is not silent. */
  typing(): void {
    const now = performance.now();
    if (this.view.mode !== "voice" || now - this.typedAt < TELL_TYPING_MS) return;
    this.typedAt = now;
    this.send({ type: "control", control: "typing" });
  }

  dismiss(id: number): void {
    this.update({ interview: dismiss(this.view.interview, id) });
  }

  dismissMicrophone(): void {
    this.update({ microphoneTrouble: "" });
  }

  close(): void {
    this.leave();
    this.over = true;
    for (const unwatch of this.unwatch) unwatch();
    this.awake();
    this.hearing.close();
    this.socket.close();
    this.player.close();
  }

  private send(message: ClientMessage): void {
    this.socket.send(message);
  }

  private async countDown(): Promise<void> {
    for (let count = 3; count > 0 && !this.over; count -= 1) {
      this.update({ count });
      await new Promise((done) => setTimeout(done, COUNT_MS));
    }
  }

  private async listen(byBrowser: boolean, wish: Mode = "voice"): Promise<boolean> {
    if (byBrowser && this.hearing.openBrowser()) this.update({ byBrowser: true });
    if (wish === "typed") return false;
    if (this.view.byBrowser) return true;
    const microphoneTrouble = await this.hearing.open(this.socket.reached?.own ?? this.nextSample);
    if (microphoneTrouble !== "") this.update({ microphoneTrouble });
    return microphoneTrouble === "";
  }

  private recognised(text: string, final: boolean, seconds: number): void {
    const said: Said = { type: "recognised", text, final, seconds };
    if (final) this.tell(said);
    else this.send(said);
  }

  private read(level: number): void {
    this.readings.push({ at: this.clock(), level });
    if (this.readings.length > READINGS_KEPT) this.readings.shift();
  }

  private receive(message: ServerMessage): void {
    if (message.type === "event") this.outbox.wrote(message.event);
    if (message.type === "welcome") {
      for (const event of message.events) this.outbox.wrote(event);
      this.time.back(this.clock());
      if (this.view.phase === "joining") this.lostS = lostSeconds(this.attemptId, message.next_sample);
      this.nextSample = message.next_sample;
      if (this.view.phase === "live") this.sendStart();
      if (this.view.phase === "joining") this.view = { ...this.view, phase: "waiting" };
      if (this.view.muted) this.send({ type: "control", control: "mute" });
    }
    if (message.type === "state") this.time.told();
    if (message.type === "speech") this.player.play(message);
    if (message.type === "speech_stop") this.player.stop(message.speech_id);
    if (message.type === "speech_duck") this.player.duck(message.speech_id, message.on);
    if (message.type === "speech_hold") this.player.hold(message.speech_id, message.on, message.from_s);
    this.update({ interview: receive(this.view.interview, message) });
    if (this.view.interview.finished || this.view.interview.fatal !== null) this.deafen();
  }

  private connected(link: RehearsalView["link"], waiting: number): void {
    if (link === "lost" && this.view.phase === "live") this.time.cut(this.clock(), this.hearing.records);
    if (link === "open") this.outbox.flushed();
    this.update(link === "open" ? { link, waiting, unsent: [] } : { link, waiting });
    const { ended, interview } = this.view;
    if (link === "open" && ended && !interview.finished) this.send({ type: "control", control: "end" });
  }

  private update(change: Partial<RehearsalView>): void {
    if (this.over) return;
    this.view = { ...this.view, ...change };
    this.changed();
  }
}
