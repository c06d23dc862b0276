/** Calls `allowed` each time that the browser's permission for the microphone becomes a yes; the answer ends that. */
export function whenMicrophoneIsAllowed(allowed: () => void): () => void {
  let watched: PermissionStatus | null = null;
  let ended = false;
  const changed = () => {
    if (watched?.state === "granted") allowed();
  };
  const watch = async () => {
    const status = await navigator.permissions.query({ name: "microphone" as PermissionName });
    if (ended) return;
    watched = status;
    status.addEventListener("change", changed);
  };
  void watch().catch(() => undefined); // A browser that does not tell.
  return () => {
    ended = true;
    watched?.removeEventListener("change", changed);
  };
}
