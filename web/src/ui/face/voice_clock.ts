/** What a message says differs from the last by less: the way of the messages, not of the voice. */
const JUMP_S = 0.05;
const WEIGHT = 0.25;

/** Where a voice is between the messages that say so. Moments in milliseconds, places in seconds. */
export class VoiceClock {
  /** The moment at which the voice was at 0. */
  private zero: number | null = null;

  reset(): void {
    this.zero = null;
  }

  set(seconds: number, at: number): void {
    const zero = at - seconds * 1000;
    const jumped = this.zero === null || Math.abs(zero - this.zero) > JUMP_S * 1000;
    this.zero = jumped || this.zero === null ? zero : this.zero + (zero - this.zero) * WEIGHT;
  }

  /** null: not known yet. */
  secondsAt(at: number): number | null {
    return this.zero === null ? null : (at - this.zero) / 1000;
  }
}
