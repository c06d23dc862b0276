/** Storage as long as the page is open. */
class OfThePage implements Storage {
  private readonly kept = new Map<string, string>();

  get length(): number {
    return this.kept.size;
  }

  clear(): void {
    this.kept.clear();
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }

  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
}

let refused = false;

/** Whether this browser keeps nothing for the page. */
export const keepsNothing = (): boolean => refused;

/** Where a browser refuses the page its storage, as with all cookies blocked, what would be kept lasts as long as the
 *  page. To be called before anything is read. */
export function standIn(): void {
  for (const name of ["localStorage", "sessionStorage"] as const) {
    try {
      if (globalThis[name]) continue;
    } catch {
      // Refused.
    }
    refused = true;
    Object.defineProperty(globalThis, name, { value: new OfThePage(), configurable: true });
  }
}
