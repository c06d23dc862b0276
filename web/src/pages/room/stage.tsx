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

function pillText(view: RehearsalView, hold: boolean): string {
  const { interview, link, muted } = view;
  if (interview.welcomed && (link === "lost" || link === "connecting")) return "Connection lost";
  const words = floorText(interview.state?.floor, interview.interviewer);
  if (hold && view.phase === "live" && interview.state?.floor === "listening") return `${words}: hold Space to talk`;
  return muted && interview.state?.floor !== "ended" ? `${words}; you are muted` : words;
}

interface StageProps {
  live: LiveRehearsal;
  view: RehearsalView;
  /** The face holds still. */
  still: boolean;
  /** The microphone waits for the key that is held to talk. */
  hold: boolean;
}

export function Stage({ live, view, still, hold }: StageProps) {
  const person = useMemo(() => personNamed(view.interview.interviewer), [view.interview.interviewer]);
  const input = useMemo<FaceInput>(() => ({ speaking: () => live.playing(), level: () => live.level() }), [live]);
  const floor = view.interview.state?.floor;
  return (
    <section class={`room-picture ${person.room}`} aria-label="Interviewer">
      <Avatar person={person} mood={moodOf(floor)} input={input} still={still} />
      <p class="pill" role="status" data-testid="floor" data-floor={floor ?? "idle"}>
        <i class={`pill-${view.link === "open" ? (floor ?? "idle") : "lost"}`} aria-hidden="true" />
        {pillText(view, hold)}
      </p>
    </section>
  );
}
