import WaveSurfer from "wavesurfer.js";
import Regions from "wavesurfer.js/dist/plugins/regions.esm.js";
import { bins, penPath } from "../../ui/pen";
import type { Band, BandKind } from "./bands";
import { type Recording, spread } from "./listening";

const TINTS: Record<BandKind, string> = {
  pause: "color-mix(in srgb, var(--wave) 16%, transparent)",
  filler: "color-mix(in srgb, var(--sun) 45%, transparent)",
  interjection: "color-mix(in srgb, var(--F) 22%, transparent)",
  interviewer: "color-mix(in srgb, var(--S) 16%, transparent)",
  overlap: "color-mix(in srgb, var(--ember) 40%, transparent)",
};

interface Place {
  container: HTMLElement;
  height: number;
  /** Pixels of one swing of the pen. */
  stroke: number;
}

/** The recorded answer as one pen line with its marks as regions. Returns what takes it away again. */
export function drawSound(recording: Recording, bands: readonly Band[], seconds: number, { container, height, stroke }: Place): () => void {
  const regions = Regions.create();
  const colour = () => getComputedStyle(container).getPropertyValue("--wave").trim();
  const pen = (_peaks: unknown, ink: CanvasRenderingContext2D) => {
    const { width, height: high } = ink.canvas;
    const ratio = high / height;
    ink.clearRect(0, 0, width, high);
    ink.lineWidth = 2.2 * ratio;
    ink.lineJoin = "round";
    ink.strokeStyle = colour();
    const levels = spread(bins(recording.levels, Math.floor(width / ratio / stroke)));
    ink.stroke(new Path2D(penPath(levels, 0, width, high / 2, (high / 2) * 0.95)));
  };
  const wave = WaveSurfer.create({
    container,
    height,
    media: recording.audio,
    peaks: [recording.levels],
    duration: seconds,
    cursorWidth: 0,
    waveColor: colour(),
    progressColor: colour(),
    hideScrollbar: true,
    dragToSeek: true,
    renderFunction: pen,
    plugins: [regions],
  });
  wave.on("ready", () => {
    for (const band of bands) {
      const span = { start: band.start - recording.from, end: band.end - recording.from };
      const region = regions.addRegion({ ...span, drag: false, resize: false, color: TINTS[band.kind] });
      if (region.element) region.element.title = band.label;
      region.on("click", (event) => {
        event.stopPropagation();
        recording.playFrom(band.start - 0.2);
      });
    }
  });
  const themed = new MutationObserver(() => wave.setOptions({ waveColor: colour(), progressColor: colour() }));
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    themed.disconnect();
    wave.destroy();
  };
}
