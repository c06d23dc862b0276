/** Films of oneself. They are kept in this browser's own database, piece by piece as they are made, and never sent. */

const DATABASE = "coach";
const PIECES = "film-pieces";
const PIECE_MS = 2000;
const TYPES = ["video/webm;codecs=vp8,opus", "video/webm", "video/mp4"];

interface Piece {
  attempt: string;
  /** Counts from 0: a film that was broken off and begun again has several. */
  part: number;
  /** Place within its part. */
  n: number;
  data: Blob;
}

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(PIECES, { keyPath: ["attempt", "part", "n"] });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error("This browser keeps no films, perhaps because its window is private."));
  });
}

async function within<T>(mode: IDBTransactionMode, ask: (pieces: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((done, failed) => {
      const work = database.transaction(PIECES, mode);
      const asked = ask(work.objectStore(PIECES));
      work.oncomplete = () => done(asked.result);
      work.onerror = () => failed(work.error ?? new Error("The film could not be kept. Is the disk full?"));
    });
  } finally {
    database.close();
  }
}

const all = (attempt: string) => IDBKeyRange.bound([attempt], [attempt, []]);

/** The parts of an attempt's film, oldest first; none where it was not filmed in this browser. */
export async function filmOf(attempt: string): Promise<Blob[]> {
  const pieces = (await within("readonly", (s) => s.getAll(all(attempt)))) as Piece[];
  const parts = new Map<number, Blob[]>();
  for (const piece of pieces) parts.set(piece.part, [...(parts.get(piece.part) ?? []), piece.data]);
  return [...parts.values()].map((data) => new Blob(data, { type: data[0]?.type }));
}

export async function removeFilm(attempt: string): Promise<void> {
  await within("readwrite", (s) => s.delete(all(attempt)));
}

/** What this browser can write a film as; undefined where it can write none. */
const typeOfFilm = (): string | undefined => (typeof MediaRecorder === "undefined" ? undefined : TYPES.find((type) => MediaRecorder.isTypeSupported(type)));

export const canFilm = (): boolean => typeOfFilm() !== undefined && typeof indexedDB !== "undefined" && navigator.mediaDevices !== undefined;

/** Camera and microphone in one film of an attempt. */
export class Film {
  private readonly recorder: MediaRecorder;
  private kept: Promise<unknown> = Promise.resolve();
  private n = 0;

  private constructor(attempt: string, part: number, stream: MediaStream, failed: (reason: string) => void) {
    const type = typeOfFilm();
    this.recorder = new MediaRecorder(stream, { ...(type ? { mimeType: type } : {}), videoBitsPerSecond: 900_000 });
    this.recorder.ondataavailable = ({ data }) => {
      if (data.size === 0) return;
      const piece: Piece = { attempt, part, n: this.n, data };
      this.n += 1;
      this.kept = this.kept.then(() => within("readwrite", (s) => s.put(piece))).catch((error: Error) => failed(error.message));
    };
    this.recorder.start(PIECE_MS);
  }

  /** Begins a new part of the attempt's film. `failed` hears why a piece could not be kept. */
  static async begin(attempt: string, stream: MediaStream, failed: (reason: string) => void): Promise<Film> {
    const parts = await filmOf(attempt);
    return new Film(attempt, parts.length, stream, failed);
  }

  /** Resolves when the last piece is kept. */
  async end(): Promise<void> {
    if (this.recorder.state !== "inactive") {
      await new Promise((done) => {
        this.recorder.onstop = done;
        this.recorder.stop();
      });
    }
    await this.kept;
  }
}
