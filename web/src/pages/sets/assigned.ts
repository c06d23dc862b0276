import type { InboxItem, SetView } from "../../wire.gen";
import { whenText } from "../attempts/attempts";

const NAMED = 3;

/** Whom a set was assigned to, of all `sets`: "Assigned to Nadia K. and Wei L." */
export function assignedText(one: SetView, sets: readonly SetView[]): string {
  const names = sets.filter((s) => s.assigned && s.set_id === one.set_id).map((s) => s.candidate);
  if (names.length === 0) return "Not assigned yet";
  if (names.length > NAMED) return `Assigned to ${names.length} people`;
  const last = names.at(-1) ?? "";
  return `Assigned to ${names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`}`;
}

type Given = Pick<InboxItem, "title" | "candidate" | "assigned_at">;

/** When a set was assigned, "assigned today, 10:12", where another of its title went to somebody of the same name; else ''. */
export function apartText(one: Given, all: readonly Given[]): string {
  const alike = (other: Given) => other.title === one.title && other.candidate === one.candidate && other.assigned_at !== one.assigned_at;
  return one.assigned_at !== "" && all.some(alike) ? `assigned ${whenText(one.assigned_at).replace("Today", "today")}` : "";
}
