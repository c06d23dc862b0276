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
      return `${name} is about to speak`;
    case undefined:
      return `${name} is getting ready`;
  }
}

function pillText(view: RehearsalView): string {
  const { interview, link, muted, phase } = view;
  if (interview.welcomed && (link === "lost" || link === "connecting")) return "Connection lost";
  if (interview.resumed && phase !== "live" && !interview.finished) return `${interview.interviewer} waits for you`;
  const words = floorText(interview.state?.floor, interview.interviewer);
  return muted && interview.state?.floor !== "ended" ? `${words}; you are muted` : words;
}

/** What the key is for; it comes and goes with each press, so it is not read out. */
function HoldHint({ view, hold }: { view: RehearsalView; hold: boolean }) {
  const waits = hold && !view.muted && view.phase === "live" && view.link === "open" && view.interview.state?.floor === "listening";
  return waits ? <span aria-hidden="true">: push to talk</span> : null;
}

/** A shape for each floor: a ring that hears, arcs that speak, dots that think, a hollow ring where nothing runs. */
export function FloorSign({ floor }: { floor: FloorName | "lost" }) {
  if (floor === "speaking") {
    return (
      <svg class="sign" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
        <path d="M2 6.5v5M7 4a8 8 0 0 1 0 10M12 2a12 12 0 0 1 0 14" />
      </svg>
    );
  }
  if (floor === "thinking") {
    return (
      <svg class="sign dots" width="22" height="18" viewBox="0 0 22 18" aria-hidden="true">
        <circle cx="3.5" cy="13" r="3" />
        <circle cx="11.5" cy="9" r="2.4" />
        <circle cx="18" cy="4.5" r="1.9" />
      </svg>
    );
  }
  return <i class={`pill-${floor}`} aria-hidden="true" />;
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
        <FloorSign floor={view.link === "open" ? (floor ?? "idle") : "lost"} />
        <span>
          {pillText(view)}
          <HoldHint view={view} hold={hold} />
        </span>
      </p>
    </section>
  );
}
