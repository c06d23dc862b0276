export interface PageTurns {
  /** The network is back, or the page is looked at again. */
  back(): void;
  /** The page goes away. */
  away(): void;
  /** The network is gone, and the coach with it. */
  cut(): void;
}

const ON_THIS_COMPUTER = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Calls back as the page and its network come and go; the answer ends that. */
export function watchPage({ back, away, cut }: PageTurns): () => void {
  const looked = () => {
    if (document.visibilityState !== "hidden") back();
  };
  /** A coach on this computer is reached without any network. */
  const offline = () => {
    if (!ON_THIS_COMPUTER.test(window.location.hostname)) cut();
  };
  window.addEventListener("online", looked);
  window.addEventListener("offline", offline);
  window.addEventListener("pagehide", away);
  document.addEventListener("visibilitychange", looked);
  return () => {
    window.removeEventListener("pagehide", away);
    window.removeEventListener("online", looked);
    window.removeEventListener("offline", offline);
    document.removeEventListener("visibilitychange", looked);
  };
}
