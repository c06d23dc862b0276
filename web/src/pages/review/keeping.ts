import type { FindingsView } from "../../wire.gen";

/** What keeps a review: `basedOn` is the revision that it was written upon, `leaving` whether the page goes away now. */
type Save = (findings: FindingsView, basedOn: string, leaving: boolean) => Promise<Pick<FindingsView, "revision">>;

/** Keeps one review as it is written, one time after the other, each upon what the one before left. */
export class Keeping {
  private last: Promise<unknown> = Promise.resolve();
  private kept: FindingsView;
  private revision: string;
  private readonly save: Save;

  constructor(first: FindingsView, save: Save) {
    this.kept = first;
    this.revision = first.revision;
    this.save = save;
  }

  keep(findings: FindingsView, leaving = false): Promise<void> {
    const done = this.last.then(async () => {
      this.revision = (await this.save(findings, this.revision, leaving)).revision;
      this.kept = findings;
    });
    this.last = done.catch(() => null);
    return done;
  }

  /** Whether all of this is kept. */
  has(findings: FindingsView): boolean {
    return this.kept === findings;
  }
}
