import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { firstPose, heldPose } from "./face/acting";
import type { Mood, Pose } from "./face/face";
import type { Order } from "./face/orders";
import type { Person } from "./face/people";
import { placeAll, Portrait, scaleOf } from "./face/portrait";
import { type FaceInput, Prompter } from "./face/prompter";
import type { Scale } from "./face/sheet";
import { mayWork, type Send, sendOnPage, sendToWorker } from "./face/where";

export type { FaceInput };

const SILENT: FaceInput = { speaking: () => null, level: () => 0 };
const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/** `show` is called when size or theme have changed. */
interface CanvasesProps {
  open: (canvases: HTMLCanvasElement[]) => (() => void) | undefined;
  show: (scale: Scale, colour: string) => void;
  seen?: boolean;
}

/** Three canvases that cover the frame around them, whatever its size. */
function Canvases({ open, show, seen = true }: CanvasesProps) {
  const first = useRef<HTMLCanvasElement>(null);
  const latest = useRef(show);
  latest.current = show;
  useLayoutEffect(() => {
    const frame = first.current?.parentElement;
    if (!first.current || !frame) return;
    const canvases = [...frame.querySelectorAll("canvas")];
    const close = open(canvases);
    const fit = (width: number) => {
      const scale = scaleOf(width);
      placeAll(canvases, scale);
      latest.current(scale, getComputedStyle(frame).color);
    };
    fit(frame.clientWidth);
    const size = new ResizeObserver(([entry]) => entry && fit(entry.contentRect.width));
    size.observe(frame);
    const theme = new MutationObserver(() => fit(frame.clientWidth));
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      size.disconnect();
      theme.disconnect();
      close?.();
    };
  }, []);
  return (
    <span class="sheets" hidden={!seen}>
      <canvas ref={first} aria-hidden="true" />
      <canvas aria-hidden="true" />
      <canvas aria-hidden="true" />
    </span>
  );
}

function Lamp({ person, mood }: { person: Person; mood: Mood }) {
  return (
    <svg viewBox="20 10 360 460" aria-hidden="true">
      <circle class="lamp" cx="92" cy="152" r="134" fill={`var(--${person.room}-lamp)`} opacity={mood === "thinking" ? 0.4 : 1} />
    </svg>
  );
}

/** A face in one pose. */
function Held({ person, pose }: { person: Person; pose: Pose }) {
  const portrait = useRef<Portrait | null>(null);
  const seen = useRef<[Scale, string] | null>(null);
  const show = () => {
    if (seen.current === null) return;
    portrait.current?.resize(seen.current[0]);
    portrait.current?.show({ person, colour: seen.current[1] }, pose);
  };
  useLayoutEffect(show, [person, pose.mood, pose.level]);
  return (
    <Canvases
      open={(canvases) => {
        portrait.current = new Portrait(canvases);
        return undefined;
      }}
      show={(...now) => {
        seen.current = now;
        show();
      }}
    />
  );
}

interface MovingProps {
  person: Person;
  mood: Mood;
  input: FaceInput;
  /** It is drawn in a worker, or else by the page. */
  works: boolean;
  /** It waits, and is not seen. */
  waits: boolean;
  /** It is seen. */
  begun: () => void;
  failed: () => void;
}

/** A face that moves: whoever draws it is told what it must know. */
function Moving({ person, mood, input, works, waits, begun, failed }: MovingProps) {
  const sent = useRef<{ send: Send; colour: string } | null>(null);
  const tell = (order: Order) => sent.current?.send(order);
  const play = () => sent.current && tell({ type: "scene", scene: { person, mood, colour: sent.current.colour } });
  useLayoutEffect(() => void play(), [person, mood]);
  useEffect(() => {
    if (waits) return;
    const prompter = new Prompter(input, tell);
    return () => prompter.close();
  }, [input, waits]);
  useEffect(() => {
    const look = () => tell({ type: "hidden", hidden: waits || document.hidden });
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [waits]);
  return (
    <Canvases
      seen={!waits}
      open={(canvases) => {
        const { send, close } = works ? sendToWorker(canvases, begun, failed) : sendOnPage(canvases, begun);
        sent.current = { send, colour: "" };
        return close;
      }}
      show={(scale, colour) => {
        if (sent.current) sent.current.colour = colour;
        tell({ type: "scale", scale });
        play();
      }}
    />
  );
}

/** An interviewer who holds still, for a choice among them. */
export function StillFace({ person }: { person: Person }) {
  return (
    <span class="face">
      <Lamp person={person} mood="still" />
      <Held person={person} pose={heldPose("still", person)} />
    </span>
  );
}

/** The interviewer's face. It follows `input` frame by frame; with reduced motion, or `still`, it holds still. */
export function Avatar({ person, mood, input = SILENT, still = false }: { person: Person; mood: Mood; input?: FaceInput; still?: boolean }) {
  const [works, setWorks] = useState(mayWork);
  const [begun, begin] = useState(false);
  const holds = still || calm();
  const moves = useRef(false);
  moves.current ||= !holds;
  const pose = holds ? heldPose(mood, person) : firstPose(mood, person);
  const where = works ? "worker" : "page";
  return (
    <div class="face" role="img" aria-label={`${person.name}, ${mood}`}>
      <Lamp person={person} mood={mood} />
      {(holds || !begun) && <Held key="held" person={person} pose={pose} />}
      {moves.current && (
        <Moving key={where} person={person} mood={mood} input={input} works={works} waits={holds} begun={() => begin(true)} failed={() => setWorks(false)} />
      )}
    </div>
  );
}
