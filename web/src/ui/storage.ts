/** As much of a browser's storage as is used here, kept as long as the page. */
export function passingStorage(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

let refused = false;

/** Whether this browser keeps nothing for the page. */
export const keepsNothing = (): boolean => refused;

/** A browser that may keep nothing throws at the first look at its storage: what is kept then lasts as long as the page. */
export function storageForAll(page: object = window): void {
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void Reflect.get(page, name);
    } catch {
      refused = true;
      Object.defineProperty(page, name, { configurable: true, value: passingStorage() });
    }
  }
}
