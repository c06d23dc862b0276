import "../../ui/language";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Trend } from "../../wire.gen";
import { labelSpot } from "./label_spot";
import { daysNamed, lowest } from "./telling";

const HEIGHT = 330;
const WHISKER_PX = 3;
const DOT_PX = 6.5;
const FONT = "Commissioner, system-ui, sans-serif";
const LABEL_PX = 104;

type Colour = (name: string) => string;

function whiskers(plot: uPlot, trend: Trend, colour: Colour): void {
  const ink = plot.ctx;
  const ratio = devicePixelRatio;
  const y = (value: number) => plot.valToPos(value, "y", true);
  trend.points.forEach((point, i) => {
    const x = plot.valToPos(i, "x", true);
    const last = i === trend.points.length - 1;
    ink.setLineDash([]);
    ink.strokeStyle = ink.fillStyle = colour("act");
    ink.lineWidth = WHISKER_PX * ratio;
    ink.globalAlpha = 0.55;
    ink.beginPath();
    ink.moveTo(x, y(point.high));
    ink.lineTo(x, y(point.low));
    ink.stroke();
    ink.globalAlpha = 1;
    ink.beginPath();
    ink.arc(x, y(point.value), (last ? DOT_PX + 3 : DOT_PX) * ratio, 0, 2 * Math.PI);
    if (last) ink.fillStyle = colour("sun");
    ink.fill();
    if (!last) return;
    ink.strokeStyle = colour("ink");
    ink.stroke();
    ink.fillStyle = colour("ink");
    ink.font = `600 ${18 * ratio}px ${FONT}`;
    ink.textAlign = "center";
    ink.fillText(String(Math.round(point.value)), x, Math.min(y(point.high), y(point.value) - 14 * ratio) - 8 * ratio);
  });
}

const BASELINE_PX = 16;

function baseline(plot: uPlot, trend: Trend, value: number, { colour, whose }: { colour: Colour; whose: string }): void {
  const [ink, ratio] = [plot.ctx, devicePixelRatio];
  const y = plot.valToPos(value, "y", true);
  const right = plot.bbox.left + plot.bbox.width;
  ink.strokeStyle = colour("edge");
  ink.lineWidth = 2 * ratio;
  ink.setLineDash([4 * ratio, 4 * ratio]);
  ink.beginPath();
  ink.moveTo(plot.bbox.left, y);
  ink.lineTo(right, y);
  ink.stroke();
  const text = `${whose} first three, ${Math.round(value)}`;
  ink.fillStyle = colour("ink-2");
  ink.font = `400 ${BASELINE_PX * ratio}px ${FONT}`;
  ink.textAlign = "left";
  ink.textBaseline = "middle";
  const size = { width: ink.measureText(text).width, height: BASELINE_PX * ratio };
  const dots = trend.points.map((point, i) => ({ x: plot.valToPos(i, "x", true), y: plot.valToPos(point.value, "y", true) }));
  const spot = labelSpot(dots, { left: plot.bbox.left, right, y }, size, (DOT_PX + 3) * ratio);
  ink.fillText(text, spot.x, spot.y);
  ink.textBaseline = "alphabetic";
}

/** Attempts that are named below the axis: as many as have room, the last always. */
function named(count: number, width: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / LABEL_PX))));
  const found = Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
  return [...found.filter((i) => count - 1 - i >= step * 0.75), count - 1];
}

/** Scores attempt by attempt as dots with interval whiskers, against the first three of `whose`, "your" or "their". Returns
 *  what takes the plot away. */
export function drawScores(place: HTMLElement, trend: Trend, whose: string): () => void {
  const colour: Colour = (name) => getComputedStyle(place).getPropertyValue(`--${name}`).trim();
  const count = trend.points.length;
  const low = lowest(trend.points);
  const axis = { stroke: () => colour("ink-2"), font: `16px ${FONT}`, ticks: { show: false }, border: { show: false } };
  const options: uPlot.Options = {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [28, 36, 0, 0],
    scales: { y: { range: [low, 100] }, x: { time: false, range: count === 1 ? [-1, 1] : [-0.35, count - 0.65] } },
    axes: [
      { ...axis, grid: { show: false }, splits: (plot) => named(count, plot.bbox.width / devicePixelRatio), gap: 12, values: (_, at) => daysNamed(at.map((i) => trend.points[i]?.created ?? "")) },
      { ...axis, grid: { stroke: () => colour("line"), width: 1 }, splits: () => [0, 20, 40, 60, 80, 100].filter((s) => s >= low), size: 48 },
    ],
    series: [{}, { stroke: () => colour("edge"), width: 1.5, points: { show: false } }],
    hooks: {
      draw: [
        (plot) => {
          plot.ctx.save();
          if (trend.baseline !== null) baseline(plot, trend, trend.baseline, { colour, whose });
          whiskers(plot, trend, colour);
          plot.ctx.restore();
        },
      ],
    },
  };
  const plot = new uPlot(options, [trend.points.map((_, i) => i), trend.points.map((p) => p.value)], place);
  const sized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
  sized.observe(place);
  const themed = new MutationObserver(() => plot.redraw(false, true));
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  void document.fonts?.ready.then(() => plot.redraw(false, true));
  return () => {
    sized.disconnect();
    themed.disconnect();
    plot.destroy();
  };
}
