import { FaceMotion } from "./acting";
import type { Pose } from "./face";
import type { Speaking } from "./motion";
import { type Order, type Scene, type Sentence, sharedNow } from "./orders";
import type { Scale } from "./sheet";
import { VoiceClock } from "./voice_clock";

/** While nothing moves, the next look is after this. */
const REST_MS = 40;
/** A frame is drawn when this has passed: each of a 60 Hz screen, every second of a 120 or 144 Hz one. */
const FRAME_MS = 12.5;
const LONGEST_STEP_S = 0.1;

/** Where the face is seen; `show` tells whether anything had to be drawn. */
export interface Seen {
  resize(scale: Scale): void;
  show(scene: Scene, pose: Pose): boolean;
}

/** The screen's frames. `at`: milliseconds. */
export interface Frames {
  request(draw: (at: number) => void): number;
  cancel(request: number): void;
}

/** A face that moves by itself, frame by frame, as it is ordered; `begun` is called once it is seen. */
export class Actor {
  private readonly motion = new FaceMotion();
  private readonly voice = new VoiceClock();
  private readonly seen: Seen;
  private readonly frames: Frames;
  private readonly begun: () => void;
  private scene: Scene | null = null;
  private sentence: Sentence | null = null;
  private level = 0;
  private hidden = false;
  private request: number | null = null;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private shown = 0;

  constructor(seen: Seen, frames: Frames, begun: () => void) {
    [this.seen, this.frames, this.begun] = [seen, frames, begun];
  }

  take(order: Exclude<Order, { type: "canvases" }>): void {
    switch (order.type) {
      case "scale":
        this.seen.resize(order.scale);
        return this.go();
      case "scene":
        this.scene = order.scene;
        return this.go();
      case "sentence":
        this.sentence = order.sentence;
        this.voice.reset();
        return this.go();
      case "voice":
        return this.voice.set(order.seconds, order.at);
      case "level":
        this.level = order.level;
        return;
      case "hidden":
        this.hidden = order.hidden;
        return this.hidden ? this.stop() : this.go();
    }
  }

  stop(): void {
    if (this.request !== null) this.frames.cancel(this.request);
    this.request = null;
    clearTimeout(this.resting);
  }

  private go(): void {
    if (this.request !== null || this.hidden) return;
    clearTimeout(this.resting);
    this.request = this.frames.request((at) => this.draw(at));
  }

  private draw(at: number): void {
    this.request = null;
    if (this.scene === null) return;
    const passed = at - this.last;
    if (passed < FRAME_MS) return this.go();
    this.last = at;
    const { mood, person } = this.scene;
    const dt = Math.min(LONGEST_STEP_S, passed / 1000);
    const moved = this.seen.show(this.scene, this.motion.pose(at / 1000, dt, mood, person, this.speaking(), this.level));
    // A frame is on the screen when the one after the next is asked for.
    if (this.shown < 3 && ++this.shown === 3) this.begun();
    if (moved || this.sentence !== null || this.shown < 3) this.go();
    else this.resting = setTimeout(() => this.go(), REST_MS);
  }

  private speaking(): Speaking | null {
    const seconds = this.voice.secondsAt(sharedNow());
    return this.sentence === null || seconds === null ? null : { ...this.sentence, seconds };
  }
}
