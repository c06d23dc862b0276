import type { StateView } from "../wire.gen";

/** The rehearsal's clock as the page knows it: the server's last word, and the time since. */
export class PageClock {
  /** When the line was lost and came back, in seconds of this clock. */
  readonly lost: { from: number; to: number }[] = [];
  private toldAt = 0;
  private lostFrom: number | null = null;
  private stands: number | null = null;

  /** The server's clock is known, or the rehearsal has begun, now. */
  told(): void {
    this.toldAt = performance.now();
  }

  /** Seconds now; it stands still until the rehearsal is `live`, and while nobody has the floor. */
  now(state: StateView | null, live: boolean): number {
    if (state === null) return 0;
    if (this.stands !== null) return this.stands;
    const running = live && state.floor !== "ended" && state.floor !== "idle";
    return state.clock + (running ? (performance.now() - this.toldAt) / 1000 : 0);
  }

  /** The line is lost at second `at`. Where nothing is recorded meanwhile, time stands still, as it does for the server. */
  cut(at: number, records: boolean): void {
    if (this.lostFrom !== null) return;
    this.lostFrom = at;
    this.stands = records ? null : at;
  }

  /** The line is back at second `at`. */
  back(at: number): void {
    if (this.lostFrom !== null) this.lost.push({ from: this.lostFrom, to: at });
    this.lostFrom = this.stands = null;
    this.told();
  }
}
