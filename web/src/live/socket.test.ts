import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encodeChunk, Unheard } from "./chunks";
import { LiveSocket } from "./socket";

class FakeSocket {
  static all: FakeSocket[] = [];
  binaryType = "";
  readyState = 1;
  sent: (string | ArrayBuffer)[] = [];
  onmessage: ((frame: { data: unknown }) => void) | null = null;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    FakeSocket.all.push(this);
  }
  send(frame: string | ArrayBuffer): void {
    this.sent.push(frame);
  }
  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }
  says(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const chunk = (first: number, length = 1600) => ({ first, samples: new Int16Array(length) });
const firsts = (socket: FakeSocket) =>
  socket.sent.filter((f) => typeof f !== "string").map((f) => Number(new DataView(f as ArrayBuffer).getBigUint64(0, true)));
const welcome = (next_sample: number) => ({ type: "welcome", next_sample });

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", { OPEN: 1 });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function connected() {
  const states: [string, number][] = [];
  const live = new LiveSocket(
    "ws://x",
    { message: () => undefined, connection: (s, w) => states.push([s, w]) },
    () => new FakeSocket() as unknown as WebSocket,
  );
  live.connect();
  return { live, states, socket: FakeSocket.all[0] as FakeSocket };
}

describe("sound", () => {
  it("carries its first sample and its samples little-endian", () => {
    const view = new DataView(encodeChunk({ first: 258, samples: Int16Array.from([1, -2]) }));
    expect([Number(view.getBigUint64(0, true)), view.getInt16(8, true), view.getInt16(10, true), view.byteLength]).toEqual([258, 1, -2, 12]);
  });

  it("is kept until it is heard, and sent again from there after a broken connection", () => {
    const { live, socket, states } = connected();
    socket.says(welcome(0));
    [0, 1600, 3200].forEach((first) => live.sendAudio(chunk(first)));
    socket.says({ type: "heard", next_sample: 1600 });
    socket.close();
    live.sendAudio(chunk(4800));
    expect(states.at(-1)).toEqual(["lost", 0.3]);
    vi.runOnlyPendingTimers();
    const second = FakeSocket.all[1] as FakeSocket;
    second.says(welcome(3200));
    expect(firsts(socket)).toEqual([0, 1600, 3200]);
    expect(firsts(second)).toEqual([3200, 4800]);
  });

  it("is numbered anew where the server lost its count", () => {
    const { live, socket } = connected();
    socket.says(welcome(0));
    [0, 1600].forEach((first) => live.sendAudio(chunk(first)));
    socket.says({ type: "heard", next_sample: 1600 });
    socket.close();
    vi.runOnlyPendingTimers();
    const second = FakeSocket.all[1] as FakeSocket;
    second.says(welcome(0));
    live.sendAudio(chunk(3200));
    second.says({ type: "heard", next_sample: 3200 });
    second.close();
    expect(firsts(second)).toEqual([0, 1600]);
    expect(live.waitingSeconds).toBe(0);
  });

  it("a chunk of which a part was heard is sent again whole", () => {
    const unheard = new Unheard();
    unheard.add(chunk(0));
    unheard.heard(800);
    expect(unheard.pending()).toHaveLength(1);
  });
});

describe("a line that comes back", () => {
  it("is used at once, and only once", () => {
    const { live, socket } = connected();
    socket.says(welcome(0));
    socket.close();
    live.hurry();
    vi.runOnlyPendingTimers();
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("that was silent for long is given up; one that speaks is kept", () => {
    const { live, socket } = connected();
    socket.onopen?.();
    socket.says(welcome(0));
    live.hurry();
    expect(socket.readyState).toBe(1);
    vi.setSystemTime(Date.now() + 13_000);
    live.hurry();
    expect(socket.readyState).toBe(3);
  });
});

describe("a network that is gone", () => {
  it("is told at once, though nobody closed the line, and the next line is another", () => {
    const { live, socket, states } = connected();
    socket.onopen?.();
    socket.says(welcome(0));
    live.cut();
    expect(states.at(-1)?.[0]).toBe("lost");
    live.hurry();
    expect(FakeSocket.all).toHaveLength(2);
    (FakeSocket.all[1] as FakeSocket).says(welcome(0));
    expect(states.at(-1)?.[0]).toBe("open");
    socket.says({ type: "trouble", code: "taken_over", message: "x", fatal: true });
    expect(states.at(-1)?.[0]).toBe("open");
  });
});

describe("texts", () => {
  it("a typed answer given while the connection is lost is sent when it is back", () => {
    const { live, socket } = connected();
    live.send({ type: "typed", text: "Hello." });
    live.send({ type: "played", speech_id: 1, seconds: 1 });
    socket.says(welcome(0));
    expect(socket.sent).toEqual(['{"type":"typed","text":"Hello."}']);
  });

  it("what was spoken while the connection is lost is told with how long ago that was", () => {
    const { live, socket } = connected();
    live.send({ type: "recognised", text: "Hello.", final: true, seconds: 2 });
    vi.setSystemTime(Date.now() + 9000);
    socket.says(welcome(0));
    expect(socket.sent).toEqual(['{"type":"recognised","text":"Hello.","final":true,"seconds":2,"ago":9}']);
  });

  it("keep their place among the sound when both were kept", () => {
    const { live, socket } = connected();
    socket.says(welcome(0));
    live.sendAudio(chunk(0));
    socket.close();
    live.sendAudio(chunk(1600));
    live.send({ type: "control", control: "rephrase" });
    live.sendAudio(chunk(3200));
    live.send({ type: "control", control: "end" });
    vi.runOnlyPendingTimers();
    const second = FakeSocket.all[1] as FakeSocket;
    second.says(welcome(0));
    const kinds = second.sent.map((frame) => (typeof frame === "string" ? (JSON.parse(frame) as { control: string }).control : "sound"));
    expect(kinds).toEqual(["sound", "sound", "rephrase", "sound", "end"]);
  });

  it("fatal trouble ends the reconnecting", () => {
    const { socket, states } = connected();
    socket.says({ type: "trouble", code: "failed", message: "x", fatal: true });
    socket.close();
    vi.runOnlyPendingTimers();
    expect(FakeSocket.all).toHaveLength(1);
    expect(states.at(-1)?.[0]).toBe("closed");
  });
});
