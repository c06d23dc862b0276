import { ping, transcribe } from "../../api/rest";
import { kindOf } from "../../voice/devices";
import { echoOf, joined, probe, roomNoise, voiceLevel } from "../../voice/measure";
import { type Microphone, microphoneTrouble, openMicrophone } from "../../voice/microphone";
import { type Check, NOTHING_YET, silent } from "./check";
import { readAlready, readPart } from "./reading";

const RATE = 16_000;
const ROOM_S = 3;
const SETTLE_S = 0.3;
const TONE_S = 0.9;
const TONE_GAIN = 0.25;
const LONGEST_READING_S = 60;
const PINGS = 5;

const wait = (seconds: number) => new Promise<void>((done) => setTimeout(done, seconds * 1000));

async function medianPing(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < PINGS; i += 1) times.push(await ping());
  return times.sort((a, b) => a - b)[Math.floor(PINGS / 2)] ?? Number.POSITIVE_INFINITY;
}

/** One run of the device check: room, tone, sentence. Tells `found` what it finds; nothing leaves but the sentence. */
export class DeviceCheck {
  /** Loudness 0 to 1 each 50 ms since the microphone opened. */
  readonly levels: number[] = [];
  /** What was read aloud. */
  sentence: Int16Array<ArrayBuffer> = new Int16Array(0);
  private check: Check = NOTHING_YET;
  private chunks: Int16Array[] = [];
  private microphone: Microphone | null = null;
  private over = false;
  private read = false;
  private readonly found: (check: Check) => void;

  constructor(found: (check: Check) => void) {
    this.found = found;
  }

  async run(): Promise<void> {
    void medianPing().then((pingMs) => this.tell({ pingMs }));
    if (!(await this.open())) return;
    await this.listenToTheRoom();
    await this.listenForTheTone();
    await this.listenToTheSentence();
    this.stop();
    await this.recognise();
    this.tell({ step: "done" });
  }

  /** The candidate says that the sentence is read. */
  finishReading(): void {
    this.read = true;
  }

  /** Lets go of the microphone; a run that is under way finds nothing more. */
  close(): void {
    this.over = true;
    this.stop();
  }

  private stop(): void {
    this.microphone?.stop();
    this.microphone = null;
  }

  private tell(change: Partial<Check>): void {
    if (this.over) return;
    this.check = { ...this.check, ...change };
    this.found(this.check);
  }

  private async open(): Promise<boolean> {
    try {
      const microphone = await openMicrophone(0, {
        chunk: (chunk) => this.chunks.push(chunk.samples),
        level: (level) => this.levels.push(level),
        lost: (reason) => {
          this.tell({ step: "blocked", trouble: reason });
          this.close();
        },
      });
      if (this.over) microphone.stop();
      else this.microphone = microphone;
      const { label, deviceRate } = microphone;
      this.tell({ device: { label: label || "A microphone without a name", kind: kindOf(label), rate: deviceRate } });
      return !this.over;
    } catch (error) {
      this.tell({ step: "blocked", trouble: microphoneTrouble(error) });
      return false;
    }
  }

  /** All that was heard since `begin` samples ago were none. */
  private heard(): Int16Array<ArrayBuffer> {
    return joined(this.chunks) as Int16Array<ArrayBuffer>;
  }

  private async listenToTheRoom(): Promise<void> {
    this.tell({ step: "room" });
    await wait(SETTLE_S);
    this.chunks = [];
    await wait(ROOM_S);
    this.tell({ room: roomNoise(this.heard()) });
  }

  private async listenForTheTone(): Promise<void> {
    if (this.over) return;
    this.tell({ step: "tone" });
    this.chunks = [];
    const sounded = await this.playTone().catch(() => false);
    this.tell(sounded ? { echo: echoOf(this.heard(), probe(RATE)) } : { toneless: true });
  }

  /** False: the tone did not leave the browser. */
  private async playTone(): Promise<boolean> {
    const context = new AudioContext();
    const buffer = context.createBuffer(1, probe(context.sampleRate).length, context.sampleRate);
    buffer.copyToChannel(probe(context.sampleRate) as Float32Array<ArrayBuffer>, 0);
    const source = context.createBufferSource();
    const gain = context.createGain();
    gain.gain.value = TONE_GAIN;
    source.buffer = buffer;
    source.connect(gain).connect(context.destination);
    source.start();
    await wait(TONE_S);
    const sounded = context.currentTime > 0;
    void context.close();
    return sounded;
  }

  private async listenToTheSentence(): Promise<void> {
    if (this.over) return;
    this.tell({ step: "reading" });
    this.chunks = [];
    const floor = this.check.room?.floor ?? -96;
    const begun = performance.now();
    for (;;) {
      await wait(0.1);
      const seconds = (performance.now() - begun) / 1000;
      if (this.over || this.read || seconds > LONGEST_READING_S || readAlready(this.heard(), floor, seconds)) break;
    }
    const sound = this.heard();
    this.sentence = readPart(sound, floor);
    this.tell({ voice: voiceLevel(sound, floor) });
  }

  private async recognise(): Promise<void> {
    if (this.over || silent(this.check)) return;
    this.tell({ step: "hearing" });
    try {
      this.tell({ heard: await transcribe(this.sentence) });
    } catch (error) {
      this.tell({ unheard: (error as Error).message });
    }
  }
}
