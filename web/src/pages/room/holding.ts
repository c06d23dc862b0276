import { useEffect, useReducer } from "preact/hooks";
import type { LiveRehearsal } from "../../live/rehearsal";
import { focusOf, holds } from "./keys";
import { type TalkEvent, talking, UNHEARD } from "./talking";

/**
 * Pushed to talk: true while Space or the button holds the microphone open, or since a press of the button. Off, the
 * microphone is open as usual. `covered`: a dialog lies over the room, so nobody is heard.
 */
export function useHolding(live: LiveRehearsal, on: boolean, covered: boolean): [boolean, (event: TalkEvent) => void] {
  const [{ heard }, talk] = useReducer(talking, UNHEARD);
  useEffect(() => {
    live.hold(!on || heard);
  }, [live, on, heard, live.view.phase, live.view.muted]);
  useEffect(() => {
    if (!on || covered) return talk({ type: "away" });
    const down = (event: KeyboardEvent) => {
      if (!holds(event, focusOf(event.target))) return;
      event.preventDefault();
      talk({ type: "down", at: event.timeStamp });
    };
    const up = (event: KeyboardEvent) => event.key === " " && talk({ type: "release" });
    const lift = (event: PointerEvent) => talk({ type: "lift", at: event.timeStamp });
    const away = () => talk({ type: "away" });
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", away);
    window.addEventListener("pointerup", lift);
    window.addEventListener("pointercancel", away);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", away);
      window.removeEventListener("pointerup", lift);
      window.removeEventListener("pointercancel", away);
    };
  }, [on, covered]);
  return [on && heard, talk];
}
