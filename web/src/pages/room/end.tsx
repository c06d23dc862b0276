import { useEffect, useRef } from "preact/hooks";

/** Asks before the rehearsal is ended for good. */
export function EndDialog({ open, silent, close, end }: { open: boolean; silent: boolean; close: () => void; end: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal();
    if (!open && dialog.current?.open) dialog.current.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="end-title" onClose={close}>
      <h2 id="end-title">End the {silent ? "recording" : "rehearsal"} here?</h2>
      <p class="second">Your answers so far are scored. It cannot be resumed afterwards.</p>
      <div class="calls">
        <button type="button" class="button go" data-testid="confirm-end" onClick={end}>
          End and see the report
        </button>
        <button type="button" class="button" autofocus onClick={close}>
          Go on {silent ? "recording" : "rehearsing"}
        </button>
      </div>
    </dialog>
  );
}
