/** Effects that give the focus a place of their own have run by then. */
const SETTLED_MS = 100;

/** To the page's main part, where whoever reads by ear or key goes on where there is no nearer place. */
export const focusMain = (): void => document.getElementById("main")?.focus({ preventScroll: true });

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** What has the focus may be taken away with nothing in its place: then the focus goes to the page's main part. */
export function keepFocus(): void {
  let last: Element | null = null;
  let timer = 0;
  const isLost = () => last !== null && !last.isConnected && isNowhere();
  const look = () => {
    if (!isLost()) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => isLost() && focusMain(), SETTLED_MS);
  };
  document.addEventListener("focusin", (event) => {
    last = event.target as Element;
  });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
