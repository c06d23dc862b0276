import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Trend } from "../../wire.gen";

const HEIGHT = 320;
const WHISKER_PX = 3;
const DOT_PX = 6.5;

/** Scores over time as dots with interval whiskers, against the first three. Returns what takes the plot away. */
export function drawScores(place: HTMLElement, trend: Trend): () => void {
  const colour = (name: string) => getComputedStyle(place).getPropertyValue(`--${name}`).trim();
  const times = trend.points.map((p) => Date.parse(p.created) / 1000);
  const values = trend.points.map((p) => p.value);
  const font = "16px Commissioner, system-ui, sans-serif";
  const axis = { stroke: () => colour("ink-2"), font, ticks: { show: false }, border: { show: false } };
  const marks = (plot: uPlot) => {
    const ink = plot.ctx;
    const ratio = devicePixelRatio;
    ink.save();
    if (trend.baseline !== null) baseline(plot, trend.baseline, colour("edge"), ratio);
    trend.points.forEach((point, i) => {
      const x = plot.valToPos(times[i] ?? 0, "x", true);
      const [y, top, low] = [point.value, point.high, point.low].map((v) => plot.valToPos(v, "y", true)) as [number, number, number];
      ink.setLineDash([]);
      ink.strokeStyle = ink.fillStyle = colour("act");
      ink.lineWidth = WHISKER_PX * ratio;
      ink.globalAlpha = 0.55;
      ink.beginPath();
      ink.moveTo(x, top);
      ink.lineTo(x, low);
      ink.stroke();
      ink.globalAlpha = 1;
      const last = i === trend.points.length - 1;
      ink.beginPath();
      ink.arc(x, y, (last ? DOT_PX + 3 : DOT_PX) * ratio, 0, 2 * Math.PI);
      if (last) ink.fillStyle = colour("sun");
      ink.fill();
      if (!last) return;
      ink.strokeStyle = colour("ink");
      ink.stroke();
    });
    ink.restore();
  };
  const options: uPlot.Options = {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [16, 24, 0, 0],
    scales: { y: { range: [0, 100] }, x: { range: (_, low, high) => (low === high ? [low - 43_200, high + 43_200] : [low - (high - low) * 0.04, high + (high - low) * 0.04]) } },
    axes: [
      { ...axis, grid: { show: false }, values: (_, at) => at.map((t) => new Date(t * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short" })), incrs: [1, 2, 4, 7, 14, 28, 91, 182].map((d) => d * 86_400), space: 110 },
      { ...axis, grid: { stroke: () => colour("line"), width: 1 }, splits: () => [0, 20, 40, 60, 80, 100], size: 48 },
    ],
    series: [{}, { stroke: () => colour("edge"), width: 1.5, points: { show: false } }],
    hooks: { draw: [marks] },
  };
  const plot = new uPlot(options, [times, values], place);
  const sized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }));
  sized.observe(place);
  const themed = new MutationObserver(() => plot.redraw(false, true));
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    sized.disconnect();
    themed.disconnect();
    plot.destroy();
  };
}

function baseline(plot: uPlot, value: number, stroke: string, ratio: number): void {
  const y = plot.valToPos(value, "y", true);
  plot.ctx.strokeStyle = stroke;
  plot.ctx.lineWidth = 2 * ratio;
  plot.ctx.setLineDash([4 * ratio, 4 * ratio]);
  plot.ctx.beginPath();
  plot.ctx.moveTo(plot.bbox.left, y);
  plot.ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
  plot.ctx.stroke();
}
