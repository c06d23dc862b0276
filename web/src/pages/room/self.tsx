import { useEffect, useRef, useState } from "preact/hooks";
import { isFilmed } from "../../live/filming";
import type { LiveRehearsal, RehearsalView } from "../../live/rehearsal";
import { Film } from "../../voice/films";

/** The camera while the recording runs; what it sees is kept in this browser only. */
function useFilm(attemptId: string, running: boolean): { video: { current: HTMLVideoElement | null }; on: boolean; trouble: string } {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [trouble, setTrouble] = useState("");
  useEffect(() => {
    if (!isFilmed(attemptId)) return;
    let open = true;
    let mine: MediaStream | null = null;
    navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 480 }, audio: true }).then(
      (given) => {
        mine = given;
        if (open) setStream(given);
        else given.getTracks().forEach((track) => track.stop());
      },
      () => setTrouble("The camera did not open. You are recorded without it."),
    );
    return () => {
      open = false;
      mine?.getTracks().forEach((track) => track.stop());
    };
  }, [attemptId]);
  useEffect(() => {
    if (stream === null || video.current === null) return;
    video.current.srcObject = stream;
    void video.current.play().catch(() => undefined);
  }, [stream]);
  useEffect(() => {
    if (stream === null || !running) return;
    const failed = (reason: string) => setTrouble(`You are recorded without a film. ${reason}`);
    const film = Film.begin(attemptId, stream, failed);
    film.catch((error: Error) => failed(error.message));
    return () => void film.then((f) => f.end()).catch(() => undefined);
  }, [stream, running]);
  return { video, on: stream !== null && trouble === "", trouble };
}

function pillText(view: RehearsalView): string {
  const { interview, link, muted, phase, mode, deaf } = view;
  if (interview.welcomed && (link === "lost" || link === "connecting")) return "Connection lost";
  if (interview.finished) return "The recording is over";
  if (phase !== "live") return "Not recording yet";
  if (interview.state?.floor === "thinking") return "Writing down your last words";
  if (deaf) return "The microphone is gone: you are not heard";
  if (mode === "typed") return "You answer by typing: no sound is recorded";
  return muted ? "Muted: nothing is recorded" : "You are being recorded";
}

/** In the interviewer's place: oneself. */
export function SelfView({ live, view }: { live: LiveRehearsal; view: RehearsalView }) {
  const running = view.phase === "live" && !view.interview.finished;
  const { video, on, trouble } = useFilm(view.interview.attemptId, running);
  const recording = running && view.mode === "voice" && !view.deaf && !view.muted && view.link === "open";
  return (
    <section class="room-picture slate self" aria-label="Yourself" data-level={live.level() > 0.1}>
      {on ? (
        <video ref={video} muted playsInline aria-label="Your camera, mirrored" />
      ) : (
        <>
          <svg class="self-lamp" viewBox="0 0 360 460" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
            <circle cx="92" cy="152" r="134" fill="var(--slate-lamp)" />
            <g fill="none" stroke="var(--ink)" stroke-width="2.5">
              <path d="M84 128V96h32M244 96h32v32M84 330v32h32M244 362h32v-32" />
            </g>
          </svg>
          <p class="self-words">{trouble || "Sound only. Look at the lens as if somebody sat behind it."}</p>
        </>
      )}
      <p class="pill" role="status" data-testid="floor" data-floor={view.interview.state?.floor ?? "idle"}>
        <i class={recording ? "pill-recording" : "pill-idle"} aria-hidden="true" />
        {pillText(view)}
      </p>
    </section>
  );
}
