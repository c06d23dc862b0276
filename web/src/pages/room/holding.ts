import { useEffect, useState } from "preact/hooks";
import type { LiveRehearsal } from "../../live/rehearsal";
import { focusOf } from "./keys";

/** Held to talk: true while the Space key or the button is down. Off, the microphone is open as usual. */
export function useHolding(live: LiveRehearsal, on: boolean): [boolean, (down: boolean) => void] {
  const [down, setDown] = useState(false);
  useEffect(() => {
    live.hold(!on || down);
  }, [live, on, down, live.view.phase, live.view.muted]);
  useEffect(() => {
    if (!on) return setDown(false);
    const key = (event: KeyboardEvent) => {
      if (event.key !== " " || event.ctrlKey || event.metaKey || event.altKey || focusOf(event.target) === "field") return;
      event.preventDefault();
      setDown(event.type === "keydown");
    };
    const away = () => setDown(false);
    window.addEventListener("keydown", key);
    window.addEventListener("keyup", key);
    window.addEventListener("blur", away);
    window.addEventListener("pointerup", away);
    window.addEventListener("pointercancel", away);
    return () => {
      window.removeEventListener("keydown", key);
      window.removeEventListener("keyup", key);
      window.removeEventListener("blur", away);
      window.removeEventListener("pointerup", away);
      window.removeEventListener("pointercancel", away);
    };
  }, [on]);
  return [on && down, setDown];
}
