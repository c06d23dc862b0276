/** Keeps the screen on while a rehearsal runs, where the browser can. Call the result to let it sleep again. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const ask = () => {
    if (over || document.visibilityState !== "visible") return;
    void navigator.wakeLock?.request("screen").then(
      (given) => {
        if (over) void given.release();
        else lock = given;
      },
      () => undefined,
    );
  };
  ask();
  document.addEventListener("visibilitychange", ask);
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
