import { useEffect, useState } from "preact/hooks";
import { peaks, penPath } from "../../ui/pen";
import { levelOf } from "../../voice/microphone";
import { useWidth } from "../../ui/width";
import { apart, type Check, GOOD_DB, minus, silent } from "./check";

const HEIGHT = 176;
const MID = 92;
const REACH = 70;
const WINDOW = 20 * 7;
/** Before a voice is known, half of the scale fills the height; then the voice does, but for its loudest moments. */
const HALF_FULL = 0.5;
const ABOVE_VOICE = 1.12;
/** The pen's curves come half way to the points that they are drawn by. */
const DRAWN = 1.9;

/** The voice as a pen line that rises out of the room's noise. */
export function Band({ check, levels }: { check: Check; levels: readonly number[] }) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (check.step === "done") return;
    const timer = setInterval(() => tick((n) => n + 1), 50);
    return () => clearInterval(timer);
  }, [check.step]);
  const [ref, width] = useWidth();
  const recent = levels.slice(-WINDOW);
  const shown = [...recent, ...new Array<number>(Math.max(0, WINDOW - recent.length)).fill(0)];
  const heard = check.voice === null || silent(check) ? null : levelOf(check.voice.level);
  const floor = check.room === null ? null : levelOf(check.room.floor);
  const scale = REACH / Math.max(HALF_FULL, (heard ?? 0) * ABOVE_VOICE, floor ?? 0);
  const noise = floor === null ? null : Math.max(3, floor * scale);
  const voice = heard === null ? null : heard * scale;
  const gap = apart(check);
  const poor = gap !== null && gap < GOOD_DB;
  const tip = (recent.length / WINDOW) * width;
  return (
    <div class={`band sheet ${poor ? "poor" : ""}`}>
      <p class="band-voice">{check.voice === null || silent(check) ? "Your voice" : `Your voice, ${minus(Math.round(check.voice.level))} dB`}</p>
      <div class="band-line">
        <div ref={ref}>
          <svg width={width} height={HEIGHT} role="img" aria-label={gap === null ? "The sound of your room and your voice" : `Voice and room are ${gap} dB apart`}>
            {noise !== null && (
              <g class="band-noise">
                <rect x="0" y={MID - noise} width={width} height={2 * noise} />
                <path d={`M0 ${MID - noise}H${width}M0 ${MID + noise}H${width}`} />
              </g>
            )}
            {voice !== null && <path class="band-top" d={`M0 ${MID - voice}H${width}`} />}
            <path class="pen" d={penPath(peaks(shown, Math.max(1, Math.floor(width / 4.8))), 0, width, MID, scale * DRAWN)} />
            {check.step !== "done" && check.step !== "blocked" && (
              <circle cx={Math.max(9, Math.min(width - 10, tip))} cy={MID} r="8" fill="var(--sun)" stroke="var(--ink)" stroke-width="2.5" />
            )}
          </svg>
        </div>
        {gap !== null && !silent(check) && (
          <p class="band-apart" data-testid="snr">
            <svg width="16" height="40" viewBox="0 0 16 40" aria-hidden="true">
              <path d="M8 3v34M2 9l6-6 6 6M2 31l6 6 6-6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
            </svg>
            {gap} dB apart
          </p>
        )}
      </div>
      <p class="band-room">
        {check.room === null ? "Your room" : `Your room, ${minus(Math.round(check.room.floor))} dB, the band your voice has to rise out of`}
      </p>
    </div>
  );
}
