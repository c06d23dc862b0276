import type * as wire from "../wire.gen";

/** A request that failed, in words for the page. `status` 0 = the server was not reached. */
export class RestError extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

export async function request<T>(path: string, options?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new RestError("The coach does not answer. Is it still running? Start it with: coach serve", 0);
  }
  if (response.status === 204) return null as T;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new RestError(refusal(body, response.status), response.status);
  if (body === null) throw new RestError("The coach answered with something that is not JSON. Reload the page.", response.status);
  return body as T;
}

/** With its full stop, which a message for the terminal may lack; not behind a command, which is to be copied. */
export function stopped(message: string): string {
  const last = message.split(/[.?!] /).at(-1) ?? "";
  return /[.?!”]$/.test(message) || /\bcoach [a-z]/.test(last) ? message : `${message}.`;
}

function refusal(body: unknown, status: number): string {
  const said = (body as Partial<wire.ErrorView> | null)?.error;
  return typeof said === "string" && said !== "" ? stopped(said) : `The coach refused this (${status}). Reload the page and try again.`;
}

/** The attempt that the server makes up, to be read before one's first. */
export const SAMPLE = "sample";

const attempt = (id: string) => `/api/attempts/${encodeURIComponent(id)}`;

export const getStatus = () => request<wire.Status>("/api/status");
export const getBanks = () => request<wire.BankView[]>("/api/banks");
export const getProfiles = () => request<wire.ProfileView[]>("/api/profiles");
export const getAttempts = () => request<wire.AttemptView["summary"][]>("/api/attempts");
export const getAttempt = (id: string) => request<wire.AttemptView>(attempt(id));
export const getProgress = (candidate: string) => request<wire.ProgressView>(`/api/progress?${new URLSearchParams({ candidate })}`);
/** For good, with its sound. */
export const deleteAttempt = (id: string) => request<null>(attempt(id), { method: "DELETE" });
/** Its sound for good; the words and the scores stay. */
export const deleteSound = (id: string) => request<null>(audioUrl(id), { method: "DELETE" });
export const createAttempt = (wanted: wire.NewAttempt) =>
  request<wire.AttemptCreated>("/api/attempts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(wanted),
  });

/** The text of a résumé or job description, read and kept by the coach. */
export const giveDocument = (kind: wire.DocumentView["kind"], file: File) =>
  request<wire.DocumentView>(`/api/documents/${kind}?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });

/** What was given and is still here, newest first. */
export const getDocuments = () => request<wire.KeptDocument[]>("/api/documents");
export const forgetDocument = (id: string) => request<null>(`/api/documents/${encodeURIComponent(id)}`, { method: "DELETE" });

/** What the coach makes of a sentence of 16 kHz PCM. Nothing of it is kept. */
export const transcribe = (pcm: Int16Array<ArrayBuffer>) =>
  request<wire.HeardSentence>("/api/device/transcribe", {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: pcm.buffer,
  });

/** Milliseconds to the coach and back; infinity where it does not answer. */
export async function ping(): Promise<number> {
  const begun = performance.now();
  try {
    const response = await fetch("/api/device/ping", { cache: "no-store" });
    return response.ok ? performance.now() - begun : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const post = <T>(path: string, body: unknown) =>
  request<T>(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const getRemarks = (id: string) => request<wire.RemarksView>(`${attempt(id)}/remarks`);
export const correctWords = (id: string, wanted: wire.NewCorrection) => post<wire.RemarksView>(`${attempt(id)}/corrections`, wanted);
export const disputeFinding = (id: string, wanted: wire.NewDispute) => post<wire.RemarksView>(`${attempt(id)}/disputes`, wanted);

export const shareReport = (id: string, days: number) => post<wire.ShareMade>(`${attempt(id)}/shares`, { days });
export const revokeShare = (id: string, shareId: string) =>
  request<wire.RemarksView>(`${attempt(id)}/shares/${encodeURIComponent(shareId)}`, { method: "DELETE" });

export const REPORT_FORMATS = ["pdf", "html", "md", "csv", "json", "vtt", "srt", "text"] as const;
export const reportUrl = (id: string, format: (typeof REPORT_FORMATS)[number]) => `${attempt(id)}/report.${format}`;
export const audioUrl = (id: string) => `${attempt(id)}/audio.wav`;
