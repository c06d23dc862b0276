import { useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { capital } from "../../ui/parts";
import { go } from "../../ui/router";
import { openFile } from "./doors";

export interface Refused {
  name: string;
  why: string;
}

/** Opens a set, answers or a review from a file, and goes to where it is seen. A refused file says why. */
export function OpenFile({ label = "Open a file" }: { label?: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const chosen = async (file: File | undefined) => {
    if (file === undefined) return;
    setBusy(true);
    setRefused(null);
    await openFile(file).then(
      ({ page }) => go(page),
      (error: Error) => setRefused({ name: file.name, why: capital(error.message) }),
    );
    setBusy(false);
    if (input.current) input.current.value = "";
  };
  return (
    <div class="open-file">
      <input ref={input} class="unseen" type="file" accept=".coach" tabIndex={-1} aria-label={label} data-testid="file" onChange={(e) => void chosen(e.currentTarget.files?.[0])} />
      <Button class="button" off={busy} onClick={() => input.current?.click()}>
        {busy ? "Reading the file …" : label}
      </Button>
      {refused && (
        <div class="file-refused" role="alert" data-testid="refused">
          <b>File refused</b>
          <p>“{refused.name}”</p>
          <p>{refused.why}</p>
        </div>
      )}
    </div>
  );
}
