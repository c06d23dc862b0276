import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { focusMain } from "../../ui/focus";
import type { RoomAction } from "./keys";
import { LetterSwitch, Switches, type SwitchesProps } from "./switches";
import type { TalkEvent } from "./talking";

interface ControlsProps extends SwitchesProps {
  muted: boolean;
  typing: boolean;
  /** Who types may answer by voice. */
  speakable: boolean;
  /** The candidate may speak now. */
  answering: boolean;
  /** The interviewer speaks. */
  speaking: boolean;
  disabled: boolean;
  holding: boolean;
  talk: (event: TalkEvent) => void;
  act: (action: RoomAction) => void;
}

interface KeyProps {
  action: RoomAction;
  name: string;
  hint: string;
  act: (action: RoomAction) => void;
  disabled: boolean;
  /** Its letter does the same. */
  letters: boolean;
  /** What it does is on. */
  on?: boolean;
  /** Its name tells what a press does next, so that it is told as a plain button. */
  renamed?: boolean;
}

function Key({ action, name, hint, act, disabled, letters, on, renamed = false }: KeyProps) {
  return (
    <Button
      class={`button help ${on ? "pressed" : ""}`}
      data-testid={`controls-${action}`}
      off={disabled}
      aria-pressed={renamed ? undefined : on}
      aria-keyshortcuts={letters ? hint : undefined}
      onClick={() => act(action)}
    >
      {name} {letters && <kbd aria-hidden="true">{hint}</kbd>}
    </Button>
  );
}

/** Held, the microphone is open while it is down; pressed, until it is pressed again. */
function Talk({ holding, talk, disabled }: Pick<ControlsProps, "holding" | "talk" | "disabled">) {
  const space = (event: KeyboardEvent) => {
    if (event.key !== " ") return;
    event.preventDefault();
    if (!disabled) talk({ type: event.type === "keydown" ? "down" : "lift", at: event.timeStamp });
  };
  const held = (event: KeyboardEvent) => {
    if (event.repeat && event.key === "Enter") event.preventDefault();
    space(event);
  };
  return (
    <Button
      class={`button talk ${holding ? "pressed" : ""}`}
      data-testid="talk"
      off={disabled}
      aria-keyshortcuts="Space"
      onPointerDown={(event) => event.button === 0 && !disabled && talk({ type: "down", at: event.timeStamp })}
      onKeyDown={held}
      onKeyUp={space}
      onClick={(event) => event.detail === 0 && talk({ type: "press" })}
      onContextMenu={(event) => event.preventDefault()}
    >
      {holding ? "You are heard" : "Hold or press to talk"} <kbd aria-hidden="true">Space</kbd>
    </Button>
  );
}

interface FinishProps {
  disabled: boolean;
  answering: boolean;
  speaking: boolean;
  /** Space is the key that is held to talk. */
  held: boolean;
  letters: boolean;
  act: (action: RoomAction) => void;
}

/** The one thing to press: take the floor, or give it back. */
function Finish({ disabled, answering, speaking, held, letters, act }: FinishProps) {
  if (speaking) {
    return (
      <Button class="button go big finish" data-testid="controls-answer" off={disabled} aria-keyshortcuts={held ? undefined : "Space"} onClick={() => act("answer")}>
        Start answering {!held && <kbd aria-hidden="true">Space</kbd>}
      </Button>
    );
  }
  return (
    <Button
      class="button go big finish"
      data-testid="controls-done"
      off={disabled || !answering}
      aria-keyshortcuts={letters ? "Enter D" : "Enter"}
      onClick={() => act("done")}
    >
      I have finished <kbd aria-hidden="true">Enter</kbd>
    </Button>
  );
}

/** The button that took up voice is gone: the focus goes to the room, where each key does what it says. */
function useFocusAfter(voice: boolean, running: boolean): void {
  const typed = useRef(false);
  useEffect(() => {
    if (voice && typed.current && document.activeElement === document.body) focusMain();
    typed.current = running && !voice;
  }, [voice, running]);
}

export function Controls(props: ControlsProps) {
  const { muted, voice, typing, speakable, answering, speaking, disabled, silent, act, likes, change } = props;
  const [open, setOpen] = useState(false);
  const letters = likes.letterKeys;
  const key = { act, disabled, letters };
  const help = useRef<HTMLButtonElement>(null);
  useFocusAfter(voice, !disabled);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    help.current?.focus();
  };
  const chosen = (event: MouseEvent) => {
    if (!open || !(event.target as Element).closest("[data-testid^=controls]")) return;
    setOpen(false);
    help.current?.focus();
  };
  /** The pointer leaves the focus where it is, so that Space goes on being the room's. */
  const pointed = (event: MouseEvent) => (event.target as Element).closest("[data-testid=help-me]") ?? event.preventDefault();
  return (
    <div class={`keys ${open ? "open" : ""}`} role="group" aria-label="Rehearsal controls" onKeyDown={close} onMouseDown={pointed}>
      {voice && <Finish disabled={disabled} answering={answering} speaking={speaking && !silent} held={likes.holdToTalk} letters={letters} act={act} />}
      <button ref={help} type="button" class="button help-me" data-testid="help-me" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Close" : "Help me"}
      </button>
      {voice && likes.holdToTalk && <Talk {...props} />}
      <div class="helps" onClick={chosen}>
        {voice && <Key {...key} action="mute" name={muted ? "Unmute" : "Mute"} hint="M" on={muted} renamed />}
        {voice && (
          <button
            type="button"
            class={`button help ${likes.holdToTalk ? "pressed" : ""}`}
            data-testid="push-to-talk"
            aria-pressed={likes.holdToTalk}
            onClick={() => change({ holdToTalk: !likes.holdToTalk })}
          >
            Push to talk
          </button>
        )}
        {speakable && <Key {...key} action="voice" name="Answer by voice" hint="V" />}
        {!silent && (
          <>
            <Key {...key} action="repeat" name="Repeat" hint="R" />
            <Key {...key} action="rephrase" name="Rephrase" hint="P" />
            <Key {...key} action="moment" name="I need a moment" hint="W" />
          </>
        )}
        {voice && <Key {...key} action="type" name="Type" hint="T" on={typing} />}
        {!silent && <Key {...key} action="skip" name="Skip" hint="S" />}
        <div class="key-switches">
          <Switches {...props} />
          <LetterSwitch {...props} />
        </div>
        <button type="button" class="button plain help-keys" data-testid="controls-keys" aria-keyshortcuts={letters ? "?" : undefined} aria-label="Keys of the room" onClick={() => act("keys")}>
          Keys {letters && <kbd aria-hidden="true">?</kbd>}
        </button>
      </div>
    </div>
  );
}
