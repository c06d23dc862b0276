import type { Speaking } from "./motion";
import { type Order, sharedNow } from "./orders";

/** What is heard now. */
export interface FaceInput {
  speaking(): Speaking | null;
  level(): number;
}

/** Out of step with the sound's buffers of 10 or 20 ms: what is read of its clock is as old as they are, on the average. */
const LOOK_MS = 31;
/** The voice's place is told at each of so many looks. */
const TOLD_EVERY = 3;
/** Of the candidate's loudness, less is not told. */
const LEVEL_STEP = 0.02;

/** Tells the face what is heard, as it changes, wherever the face is drawn. */
export class Prompter {
  private readonly input: FaceInput;
  private readonly send: (order: Order) => void;
  private readonly timer: ReturnType<typeof setInterval>;
  private visemes: Speaking["visemes"] | null = null;
  private level = 0;
  private looks = 0;

  constructor(input: FaceInput, send: (order: Order) => void) {
    [this.input, this.send] = [input, send];
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  /** Nothing is heard any more. */
  close(): void {
    clearInterval(this.timer);
    if (this.visemes !== null) this.send({ type: "sentence", sentence: null });
    if (this.level !== 0) this.send({ type: "level", level: 0 });
  }

  look(): void {
    const said = this.input.speaking();
    const another = (said?.visemes ?? null) !== this.visemes;
    this.visemes = said?.visemes ?? null;
    if (another) {
      this.looks = 0;
      this.send({ type: "sentence", sentence: said && { visemes: said.visemes, loudness: said.loudness } });
    }
    if (said !== null && this.looks++ % TOLD_EVERY === 0) this.send({ type: "voice", seconds: said.seconds, at: sharedNow() });
    const level = Math.round(this.input.level() / LEVEL_STEP) * LEVEL_STEP;
    if (level === this.level) return;
    this.level = level;
    this.send({ type: "level", level });
  }
}
