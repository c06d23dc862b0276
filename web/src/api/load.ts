import { useEffect, useState } from "preact/hooks";
import { RestError } from "./rest";

/** `unreached`: nobody answered, so that asking again may help. */
export interface Failed {
  state: "failed";
  message: string;
  unreached: boolean;
  again: () => void;
}

export type Loaded<T> = { state: "loading" } | Failed | { state: "ready"; value: T };

const AGAIN_MS = 4000;

/** Loads when the page opens and whenever `key` changes; while nobody answers, again every few seconds. */
export function useLoaded<T>(load: () => Promise<T>, key = ""): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  useEffect(() => {
    let wanted = true;
    let timer = 0;
    const ask = () => {
      clearTimeout(timer);
      load().then(
        (value) => wanted && setLoaded({ state: "ready", value }),
        (error: Error) => {
          if (!wanted) return;
          const unreached = error instanceof RestError && error.status === 0;
          setLoaded({ state: "failed", message: error.message, unreached, again: ask });
          if (unreached) timer = window.setTimeout(ask, AGAIN_MS);
        },
      );
    };
    setLoaded({ state: "loading" });
    ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [key]);
  return loaded;
}
