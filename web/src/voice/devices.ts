export type MicrophoneKind = "headset" | "bluetooth" | "built-in" | "unknown";

const KEY = "coach.microphone";
const BLUETOOTH = /bluetooth|airpods|buds|hands-?free|\bbt\b/i;
const HEADSET = /headset|head ?phone|earphone|usb|lavalier|yeti|røde|rode|jabra|plantronics|poly|logitech|snowball|at2020/i;
const BUILT_IN = /built-?in|internal|macbook|array|realtek|integrated|webcam|facetime/i;

/** What a microphone is, as far as its label tells. A label that names both is a headset. */
export function kindOf(label: string): MicrophoneKind {
  if (BLUETOOTH.test(label)) return "bluetooth";
  if (HEADSET.test(label)) return "headset";
  return BUILT_IN.test(label) ? "built-in" : "unknown";
}

export interface Input {
  id: string;
  label: string;
}

/** The microphones of this machine. Their labels are empty until one was allowed. */
export async function microphones(): Promise<Input[]> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  return all
    .filter((d) => d.kind === "audioinput" && d.deviceId !== "communications")
    .map((d, i) => ({ id: d.deviceId, label: d.label || `Microphone ${i + 1}` }));
}

/** The microphone that was chosen on this machine; null is the browser's own choice. */
export function chosenMicrophone(): string | null {
  return localStorage.getItem(KEY);
}

export function chooseMicrophone(id: string): void {
  localStorage.setItem(KEY, id);
}

/** What this browser lacks for a rehearsal by voice, each with what it means. */
export function missingAbilities(scope: typeof globalThis = globalThis): string[] {
  const missing: string[] = [];
  if (!scope.isSecureContext) missing.push("This address is not secure, so browsers give it no microphone. Open it as https or on localhost.");
  else if (!scope.navigator?.mediaDevices?.getUserMedia) missing.push("This browser cannot open a microphone. Your answers are typed.");
  if (!("AudioWorkletNode" in scope)) missing.push("This browser is too old to hear you while it draws. Update it, or type your answers.");
  if (!("WebSocket" in scope)) missing.push("This browser has no live connection. Update it.");
  return missing;
}
