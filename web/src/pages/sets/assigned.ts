import type { SetView } from "../../wire.gen";

const NAMED = 3;

/** Whom a set was assigned to, of all `sets`: "Assigned to Nadia K. and Wei L." */
export function assignedText(one: SetView, sets: readonly SetView[]): string {
  const names = sets.filter((s) => s.assigned && s.set_id === one.set_id).map((s) => s.candidate);
  if (names.length === 0) return "Not assigned yet";
  if (names.length > NAMED) return `Assigned to ${names.length} people`;
  const last = names.at(-1) ?? "";
  return `Assigned to ${names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`}`;
}
