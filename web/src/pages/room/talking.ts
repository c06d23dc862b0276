/** Whether who pushes to talk is heard. `since`: when what holds the microphone open came down, in milliseconds of the
 *  page, null where nothing does; `before`: whether they were heard already then. */
export interface Talking {
  heard: boolean;
  since: number | null;
  before: boolean;
}

/** "lift": what is up again may have been a short press; "release": it was the key that only ever holds. */
export type TalkEvent = { type: "down" | "lift"; at: number } | { type: "press" | "release" | "away" };

export const UNHEARD: Talking = { heard: false, since: null, before: false };

/** Down for no longer than this is a press, which stays until the next one; longer is held, and ends with it. */
const PRESS_MS = 350;

export function talking(now: Talking, event: TalkEvent): Talking {
  switch (event.type) {
    case "down":
      return now.since === null ? { heard: true, since: event.at, before: now.heard } : now;
    case "lift":
      if (now.since === null) return now;
      return { ...UNHEARD, heard: event.at - now.since <= PRESS_MS && !now.before };
    case "press":
      return { ...UNHEARD, heard: !now.heard };
    case "release":
      return now.since === null ? now : UNHEARD;
    case "away":
      return UNHEARD;
  }
}
