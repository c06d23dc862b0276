import { useState } from "preact/hooks";
import type { RoomAction } from "./keys";

interface ControlsProps {
  muted: boolean;
  voice: boolean;
  typing: boolean;
  /** The candidate may speak now. */
  answering: boolean;
  disabled: boolean;
  act: (action: RoomAction) => void;
}

function Key({ action, name, hint, act, disabled, pressed }: {
  action: RoomAction;
  name: string;
  hint: string;
  act: (action: RoomAction) => void;
  disabled: boolean;
  pressed?: boolean;
}) {
  return (
    <button
      type="button"
      class={`button help ${pressed ? "pressed" : ""}`}
      data-testid={`controls-${action}`}
      disabled={disabled}
      aria-pressed={pressed}
      aria-keyshortcuts={hint}
      onClick={() => act(action)}
    >
      {name} <kbd aria-hidden="true">{hint}</kbd>
    </button>
  );
}

export function Controls({ muted, voice, typing, answering, disabled, act }: ControlsProps) {
  const [open, setOpen] = useState(false);
  const key = { act, disabled };
  return (
    <div class={`keys ${open ? "open" : ""}`} role="group" aria-label="Rehearsal controls">
      <button type="button" class="button help-me" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Close" : "Help me"}
      </button>
      {voice && <Key {...key} action="mute" name={muted ? "Unmute" : "Mute"} hint="M" pressed={muted} />}
      <Key {...key} action="repeat" name="Repeat" hint="R" />
      <Key {...key} action="rephrase" name="Rephrase" hint="P" />
      <Key {...key} action="moment" name="I need a moment" hint="W" />
      {voice && <Key {...key} action="type" name="Type instead" hint="T" pressed={typing} />}
      <Key {...key} action="skip" name="Skip" hint="S" />
      {voice && (
        <button
          type="button"
          class="button go big finish"
          data-testid="controls-done"
          disabled={disabled || !answering}
          aria-keyshortcuts="Enter D"
          onClick={() => act("done")}
        >
          I have finished <kbd aria-hidden="true">Enter</kbd>
        </button>
      )}
    </div>
  );
}
