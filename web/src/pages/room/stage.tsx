import { useMemo } from "preact/hooks";
import type { LiveRehearsal, RehearsalView } from "../../live/rehearsal";
import { Avatar, type FaceInput } from "../../ui/avatar";
import { moodOf } from "../../ui/face/face";
import { personNamed } from "../../ui/face/people";
import type { FloorName } from "../../wire.gen";

/** Who has the floor, in words. */
export function floorText(floor: FloorName | undefined, name: string): string {
  switch (floor) {
    case "listening":
      return `${name} is listening`;
    case "thinking":
      return `${name} is thinking`;
    case "speaking":
      return `${name} is speaking`;
    case "holding":
      return `Take your time, ${name} waits`;
    case "ended":
      return "The rehearsal is over";
    case "idle":
    case undefined:
      return `${name} is getting ready`;
  }
}

function pillText(view: RehearsalView): string {
  const { interview, link, muted } = view;
  if (interview.welcomed && (link === "lost" || link === "connecting")) return "Connection lost";
  const words = floorText(interview.state?.floor, interview.interviewer);
  return muted && interview.state?.floor !== "ended" ? `${words}; you are muted` : words;
}

export function Stage({ live, view }: { live: LiveRehearsal; view: RehearsalView }) {
  const person = useMemo(() => personNamed(view.interview.interviewer), [view.interview.interviewer]);
  const input = useMemo<FaceInput>(() => ({ speaking: () => live.playing(), level: () => live.level() }), [live]);
  const floor = view.interview.state?.floor;
  return (
    <section class={`room-picture ${person.room}`} aria-label="Interviewer">
      <Avatar person={person} mood={moodOf(floor)} input={input} />
      <p class="pill" role="status" data-testid="floor" data-floor={floor ?? "idle"}>
        <i class={`pill-${view.link === "open" ? (floor ?? "idle") : "lost"}`} aria-hidden="true" />
        {pillText(view)}
      </p>
    </section>
  );
}
