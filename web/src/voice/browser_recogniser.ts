import { microphoneTrouble } from "./microphone";

interface Alternative {
  transcript: string;
}
interface Result extends ArrayLike<Alternative> {
  isFinal: boolean;
}
interface Results {
  resultIndex: number;
  results: ArrayLike<Result>;
}

/** What browsers offer under `SpeechRecognition`; the types of the platform do not have it. */
interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: Results) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}
type Recogniser = new () => Recognition;

const AGAIN_MS = 250;

/** The browser's own recogniser; null where it has none. */
export function ownRecogniser(scope: unknown = globalThis): Recogniser | null {
  const { SpeechRecognition, webkitSpeechRecognition } = scope as { SpeechRecognition?: Recogniser; webkitSpeechRecognition?: Recogniser };
  return SpeechRecognition ?? webkitSpeechRecognition ?? null;
}

/** Who gets the sound when this browser recognises it, as far as its name tells. */
export function whoHears(userAgent: string): string {
  if (/Edg\//.test(userAgent)) return "Microsoft";
  if (/Chrome\/|CriOS\//.test(userAgent)) return "Google";
  return /Safari\//.test(userAgent) ? "Apple" : "the maker of this browser";
}

export interface BrowserWordsCallbacks {
  /** `seconds`: how long ago the utterance began. */
  words(text: string, final: boolean, seconds: number): void;
  lost(reason: string): void;
}

export interface BrowserListening {
  /** Words of an utterance have come, and it is not over. */
  readonly speaking: boolean;
  /** What was said up to now is settled at once. */
  settle(): void;
  mute(on: boolean): void;
  stop(): void;
}

const REASONS: Readonly<Record<string, string>> = {
  network: "Your browser reaches no recogniser. It needs the internet for that. Type your answers instead.",
  "service-not-allowed": "Your browser does not allow its recogniser here. Type your answers instead.",
  "language-not-supported": "Your browser does not recognise English. Type your answers instead.",
  "audio-capture": "No microphone was found. Plug one in and try again, or type instead.",
};

/** Listens by the browser's recogniser until stopped; it is begun again whenever the browser ends it by itself. */
export function listenByBrowser(Recogniser: Recogniser, callbacks: BrowserWordsCallbacks, now: () => number = () => performance.now()): BrowserListening {
  const recognition = new Recogniser();
  let wanted = true;
  let begun: number | null = null;
  let coming = "";
  /** Words that the recogniser will not settle any more. False where there are none. */
  const settled = (): boolean => {
    if (coming === "" || begun === null) return false;
    callbacks.words(coming, true, (now() - begun) / 1000);
    coming = "";
    begun = null;
    return true;
  };
  recognition.lang = "en-US";
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.onresult = ({ resultIndex, results }) => {
    begun ??= now();
    coming = "";
    for (let i = resultIndex; i < results.length; i += 1) {
      const result = results[i] as Result;
      const text = result[0]?.transcript.trim() ?? "";
      if (text === "") continue;
      if (result.isFinal) {
        callbacks.words(text, true, (now() - begun) / 1000);
        begun = now();
        coming = "";
      } else coming = `${coming} ${text}`.trim();
    }
    if (coming === "") begun = null;
    else if (begun !== null) callbacks.words(coming, false, (now() - begun) / 1000);
  };
  recognition.onerror = ({ error }) => {
    const reason = error === "not-allowed" ? microphoneTrouble(new DOMException("", "NotAllowedError")) : REASONS[error];
    if (reason === undefined) return;
    wanted = false;
    settled();
    callbacks.lost(reason);
  };
  recognition.onend = () => {
    settled();
    if (wanted) setTimeout(() => wanted && recognition.start(), AGAIN_MS);
  };
  recognition.start();
  return {
    get speaking() {
      return coming !== "";
    },
    settle: () => {
      if (settled()) recognition.abort();
    },
    mute: (on) => {
      if (on === !wanted) return;
      wanted = !on;
      settled();
      if (on) recognition.abort();
      else recognition.start();
    },
    stop: () => {
      wanted = false;
      recognition.onresult = null;
      recognition.abort();
    },
  };
}
