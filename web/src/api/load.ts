import { useEffect, useState } from "preact/hooks";

export type Loaded<T> = { state: "loading" } | { state: "failed"; message: string } | { state: "ready"; value: T };

/** Loads when the page opens and whenever `key` changes. */
export function useLoaded<T>(load: () => Promise<T>, key = ""): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  useEffect(() => {
    let wanted = true;
    setLoaded({ state: "loading" });
    load().then(
      (value) => wanted && setLoaded({ state: "ready", value }),
      (error: Error) => wanted && setLoaded({ state: "failed", message: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [key]);
  return loaded;
}
