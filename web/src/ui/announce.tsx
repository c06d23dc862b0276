const REGION = "announced";
/** A region that is emptied and filled within one frame is read by nobody. */
const EMPTY_MS = 60;

/** Where `announce` is heard; once on every page. */
export function Announcements() {
  return <p class="unseen" role="status" id={REGION} />;
}

/** Says to who does not see it what was done. */
export function announce(text: string): void {
  const region = document.getElementById(REGION);
  if (region === null) return;
  region.textContent = "";
  setTimeout(() => {
    region.textContent = text;
  }, EMPTY_MS);
}

/**
 * The list item or article around `from` is about to go: a focus in it goes on to what `wanted` finds in the next one, in
 * the one before where there is none, else to `otherwise`.
 */
export function focusBeside(from: Element | null, wanted: string, otherwise: HTMLElement | null = document.getElementById("main")): void {
  const item = from?.closest("li, article");
  if (!item?.contains(document.activeElement)) return;
  const beside = [item.nextElementSibling, item.previousElementSibling].map((one) => one?.querySelector<HTMLElement>(wanted));
  (beside.find(Boolean) ?? otherwise)?.focus();
}
