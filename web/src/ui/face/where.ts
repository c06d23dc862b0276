import { Actor } from "./actor";
import type { Order } from "./orders";
import { Portrait } from "./portrait";

export type Send = (order: Order) => void;

/** Whoever draws a face, until it is closed. */
interface Drawing {
  send: Send;
  close(): void;
}

/** Workers have not failed on this page. */
let working = true;

/** Whether a face may be drawn in a worker here: the page then makes no frames while only the face moves. */
export function mayWork(): boolean {
  return working && typeof Worker === "function" && "transferControlToOffscreen" in HTMLCanvasElement.prototype;
}

/** `failed`: this browser has no worker that draws. The canvases are of no use to the page afterwards. */
export function sendToWorker(canvases: readonly HTMLCanvasElement[], begun: () => void, failed: () => void): Drawing {
  const worker = new Worker(new URL("./actor.worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", begun);
  worker.addEventListener("error", () => {
    working = false;
    failed();
  });
  const given = canvases.map((canvas) => canvas.transferControlToOffscreen());
  worker.postMessage({ type: "canvases", canvases: given } satisfies Order, given);
  return { send: (order) => worker.postMessage(order), close: () => worker.terminate() };
}

export function sendOnPage(canvases: readonly HTMLCanvasElement[], begun: () => void): Drawing {
  const actor = new Actor(new Portrait(canvases), { request: (draw) => requestAnimationFrame(draw), cancel: (request) => cancelAnimationFrame(request) }, begun);
  return {
    send: (order) => {
      if (order.type !== "canvases") actor.take(order);
    },
    close: () => actor.stop(),
  };
}
