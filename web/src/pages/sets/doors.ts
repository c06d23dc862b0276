import { request } from "../../api/rest";
import type * as wire from "../../wire.gen";

const set = (id: string) => `/api/sets/${encodeURIComponent(id)}`;
const arrived = (id: string) => `/api/inbox/${encodeURIComponent(id)}`;
const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const getSets = () => request<wire.SetView[]>("/api/sets");
export const getSet = (id: string) => request<wire.SetView>(set(id));
export const getLinkedSet = (token: string) => request<wire.SetView>(`/api/sets/linked/${encodeURIComponent(token)}`);
export const makeSet = (wanted: wire.NewSet) => request<wire.SetView>("/api/sets", json("POST", wanted));
export const assignSet = (id: string, candidate: string) => request<wire.SetView>(`${set(id)}/assignments`, json("POST", { candidate }));
export const sendAnswers = (id: string, wanted: wire.ReturnedAnswers) => request<wire.SetView>(`${set(id)}/answers`, json("POST", wanted));
export const openFile = (file: Blob) => request<wire.OpenedFile>("/api/files", { method: "POST", body: file });
export const setFileUrl = (id: string) => `${set(id)}/file`;

export function answersUrl(id: string, { attempt_id, candidate = "", with_audio = false }: wire.ReturnedAnswers): string {
  const wanted = new URLSearchParams({ candidate, audio: String(with_audio) });
  return `${set(id)}/answers/${encodeURIComponent(attempt_id)}/file?${wanted}`;
}

export const getInbox = () => request<wire.InboxItem[]>("/api/inbox");
export const getReview = (id: string) => request<wire.ReviewPage>(arrived(id));
/** For good, with their sound and the review of them. */
export const deleteArrived = (id: string) => request<null>(arrived(id), { method: "DELETE" });
/** `keepalive`: also where the page goes away meanwhile. */
export const saveReview = (id: string, draft: wire.ReviewDraft, keepalive = false) => request<wire.FindingsView>(`${arrived(id)}/review`, { ...json("PUT", draft), keepalive });
export const sendReview = (id: string) => request<wire.SentReview>(`${arrived(id)}/review/sent`, { method: "POST" });
export const reviewFileUrl = (id: string) => `${arrived(id)}/review/file`;
export const arrivedAudioUrl = (id: string) => `${arrived(id)}/audio.wav`;
export const getSeenReview = (attemptId: string) => request<wire.ReviewSeen>(`/api/attempts/${encodeURIComponent(attemptId)}/review`);
