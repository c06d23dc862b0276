import { useRef, useState } from "preact/hooks";

/** Work that is not begun again while it goes on, and whether it does: a second press makes no second thing. */
export function useBusy(): [boolean, (work: () => Promise<unknown>) => Promise<void>] {
  const [busy, setBusy] = useState(false);
  const going = useRef(false);
  const once = async (work: () => Promise<unknown>): Promise<void> => {
    if (going.current) return;
    going.current = true;
    setBusy(true);
    try {
      await work();
    } finally {
      going.current = false;
      setBusy(false);
    }
  };
  return [busy, once];
}
