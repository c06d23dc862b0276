/** Looks in a row that find the loudspeaker's clock where it was before the wall's is taken. */
const STANDS_AFTER = 5;

/** What a speech is timed by: the loudspeaker's clock, or the wall's from where the loudspeaker's stopped. In seconds. */
export class SpeechClock {
  private readonly loudspeaker: () => number;
  private readonly wall: () => number;
  private stopped: { at: number; wall: number } | null = null;
  private seen: number | null = null;
  private still = 0;

  constructor(loudspeaker: () => number, wall: () => number = () => performance.now() / 1000) {
    this.loudspeaker = loudspeaker;
    this.wall = wall;
  }

  /** No sound leaves: the wall's clock counts. */
  get silent(): boolean {
    return this.stopped !== null;
  }

  seconds(): number {
    return this.stopped === null ? this.loudspeaker() : this.stopped.at + this.wall() - this.stopped.wall;
  }

  /** Before a speech: the loudspeaker counts again where it runs. */
  begin(running: boolean): void {
    this.seen = null;
    this.still = 0;
    if (running) this.stopped = null;
  }

  /** To be called again and again during a speech; true once the loudspeaker is found to stand still. */
  look(): boolean {
    const at = this.loudspeaker();
    this.still = at === this.seen ? this.still + 1 : 0;
    this.seen = at;
    if (this.stopped !== null || this.still < STANDS_AFTER) return false;
    this.stopped = { at, wall: this.wall() };
    return true;
  }
}
