import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Mark } from "../../ui/parts";
import type { Row } from "./check";

interface FaceFinder {
  detect(source: HTMLVideoElement): Promise<{ boundingBox: DOMRectReadOnly }[]>;
}
declare global {
  interface Window {
    FaceDetector?: new (options?: { maxDetectedFaces?: number }) => FaceFinder;
  }
}

type Seen = Omit<Row, "id" | "title">;

const LOOK_MS = 800;
const DARK = 55;
const GLARING = 205;

/** Mean brightness of a picture's pixels (RGBA), 0 to 255. */
export function brightness(pixels: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 4) sum += 0.2126 * (pixels[i] ?? 0) + 0.7152 * (pixels[i + 1] ?? 0) + 0.0722 * (pixels[i + 2] ?? 0);
  return pixels.length === 0 ? 0 : sum / (pixels.length / 4);
}

/** What picture and face come to. `centre`: middle of the face, 0 to 1 across; null without one; undefined: cannot tell. */
export function framing(light: number, centre: number | null | undefined): Seen {
  if (light < DARK) return { state: "warn", text: "Dark. Put a lamp in front of you, not behind." };
  if (light > GLARING) return { state: "warn", text: "Glaring. Turn away from the window." };
  if (centre === undefined) return { state: "open", text: "Bright enough. Sit so that eyes and shoulders are within the corners." };
  if (centre === null) return { state: "warn", text: "No face in the picture. Move into the corners." };
  if (Math.abs(centre - 0.5) > 0.2) return { state: "warn", text: "You are at the edge. Move to the middle." };
  return { state: "kept", text: "Bright enough, and your face is in the middle." };
}

async function faceAt(finder: FaceFinder | null, video: HTMLVideoElement): Promise<number | null | undefined> {
  if (finder === null) return undefined;
  try {
    const box = (await finder.detect(video))[0]?.boundingBox;
    return box === undefined ? null : (box.x + box.width / 2) / video.videoWidth;
  } catch {
    return undefined;
  }
}

async function look(video: HTMLVideoElement, finder: FaceFinder | null): Promise<Seen | null> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [64, 48];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (pen === null || video.videoWidth === 0) return null;
  pen.drawImage(video, 0, 0, 64, 48);
  return framing(brightness(pen.getImageData(0, 0, 64, 48).data), await faceAt(finder, video));
}

const NOT_LOOKED: Seen = { state: "open", text: "Not looked at. Only your voice is scored." };

function useCamera(): { video: { current: HTMLVideoElement | null }; on: boolean; seen: Seen; turn: () => void } {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [seen, setSeen] = useState(NOT_LOOKED);
  const turn = () => {
    if (stream !== null) {
      setStream(null);
      return setSeen(NOT_LOOKED);
    }
    setSeen({ state: "busy", text: "Asking the browser …" });
    const asked = navigator.mediaDevices?.getUserMedia({ video: { width: 640, height: 400 } }) ?? Promise.reject(new Error());
    asked.then(setStream, () => setSeen({ state: "open", text: "No camera was opened. The rehearsal needs none." }));
  };
  useEffect(() => {
    if (stream === null || video.current === null) return;
    video.current.srcObject = stream;
    void video.current.play().catch(() => undefined);
    const finder = window.FaceDetector ? new window.FaceDetector({ maxDetectedFaces: 1 }) : null;
    const timer = setInterval(() => {
      if (video.current) void look(video.current, finder).then((found) => found && setSeen(found));
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
    };
  }, [stream]);
  return { video, on: stream !== null, seen, turn };
}

/** Where one would sit: a lamp, a head, two shoulders. */
function Nobody() {
  return (
    <svg class="preview-nobody" viewBox="0 0 440 250" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <circle cx="150" cy="104" r="88" fill="var(--slate-lamp)" />
      <path d="M120 250C122 214 158 200 192 193V168H248V193C282 200 318 214 320 250Z" fill="var(--edge)" opacity=".55" />
      <ellipse cx="220" cy="122" rx="46" ry="58" fill="var(--edge)" opacity=".75" />
    </svg>
  );
}

/** The camera as the interview would see it. The picture never leaves this page. `quiet`: nothing is read out for now. */
export function Preview({ quiet, children }: { quiet: boolean; children: ComponentChildren }) {
  const { video, on, seen, turn } = useCamera();
  return (
    <>
      <div class="preview room-picture slate">
        {on ? <video ref={video} muted playsInline aria-label="Your camera, mirrored" /> : <Nobody />}
        <button type="button" class={`button ${on ? "preview-close" : "preview-open"}`} data-testid="camera" onClick={turn}>
          {on ? "Close the camera" : "Look at my framing"}
        </button>
        <svg class="preview-corners" viewBox="0 0 440 250" preserveAspectRatio="none" aria-hidden="true">
          <path d="M120 56V32h24M296 32h24v24M120 194v24h24M296 218h24v-24" fill="none" stroke="var(--ink)" stroke-width="3" />
        </svg>
        <p class="preview-note">Preview, stays here</p>
      </div>
      {children}
      <div class="check-row" data-testid="row-framing" data-state={seen.state}>
        <Mark kind={seen.state} />
        <div>
          <h2>Framing</h2>
          <p class="second" role={quiet ? undefined : "status"}>
            {seen.text}
          </p>
        </div>
      </div>
    </>
  );
}
