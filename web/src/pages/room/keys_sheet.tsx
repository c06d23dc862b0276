import { useEffect, useRef } from "preact/hooks";
import { LetterSwitch, type SwitchesProps } from "./switches";

interface KeyLine {
  key: string;
  does: string;
  /** Only where somebody asks. */
  asked?: boolean;
}

const LINES: readonly KeyLine[] = [
  { key: "Space", does: "Start answering: the interviewer stops. With push to talk: you are heard while it is held, or press the button once to be heard and once more to stop.", asked: true },
  { key: "Enter", does: "I have finished" },
  { key: "M", does: "Mute and unmute the microphone" },
  { key: "R", does: "Repeat the question", asked: true },
  { key: "P", does: "Rephrase it in other words", asked: true },
  { key: "W", does: "I need a moment: nobody cuts in", asked: true },
  { key: "T", does: "Type instead; Ctrl Enter sends, Esc leaves the field" },
  { key: "V", does: "Answer by voice again, where you type" },
  { key: "S", does: "Skip the question", asked: true },
  { key: "Esc", does: "End; you are asked whether you are sure" },
  { key: "?", does: "Show and hide this list" },
];

interface KeysSheetProps extends Pick<SwitchesProps, "likes" | "change" | "silent"> {
  open: boolean;
  close: () => void;
}

/** Every key of the room that acts. */
export function KeysSheet({ open, silent, likes, change, close }: KeysSheetProps) {
  const letters = likes.letterKeys;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) {
      dialog.current?.showModal();
      dialog.current?.scrollTo(0, 0);
    }
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  const pressed = (event: KeyboardEvent) => {
    if (letters && event.key === "?") close();
  };
  return (
    <dialog ref={dialog} class="sheet keys-sheet" aria-labelledby="keys-title" data-testid="keys-sheet" onClose={close} onKeyDown={pressed}>
      <h2 id="keys-title">Keys of the room</h2>
      <dl>
        {LINES.filter((line) => !(silent && line.asked) && (letters || line.key.length > 1)).map(({ key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="second">
        {letters ? "They rest while you type, and those of one letter can be switched off." : "Those of one letter are off; the buttons do the same."} You may also say it: “Could you repeat that?”, “Give me a moment.”
      </p>
      <div class="calls">
        <button type="button" class="button" autofocus onClick={close}>
          Close
        </button>
        <LetterSwitch likes={likes} change={change} />
      </div>
    </dialog>
  );
}
