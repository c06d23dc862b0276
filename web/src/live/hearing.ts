import { type BrowserListening, listenByBrowser, ownRecogniser } from "../voice/browser_recogniser";
import { type Microphone, type MicrophoneCallbacks, microphoneTrouble, openMicrophone } from "../voice/microphone";

export interface HearingCallbacks extends MicrophoneCallbacks {
  /** What the browser's own recogniser makes of an utterance that lasts `seconds`. */
  words(text: string, final: boolean, seconds: number): void;
}

/** What hears the candidate: the microphone, whose sound goes to the coach, or the browser's own recogniser. */
export class Hearing {
  private microphone: Microphone | null = null;
  private browser: BrowserListening | null = null;
  private closed = false;
  private readonly callbacks: HearingCallbacks;

  constructor(callbacks: HearingCallbacks) {
    this.callbacks = callbacks;
  }

  /** Sound is recorded, also while there is no line. */
  get records(): boolean {
    return this.microphone !== null;
  }

  /** The browser has words of an utterance that is not over. */
  get speaking(): boolean {
    return this.browser?.speaking ?? false;
  }

  /** Why there is no microphone, '' where there is one; `firstSample`: where its sample numbers begin. */
  async open(firstSample: number): Promise<string> {
    try {
      const microphone = await openMicrophone(firstSample, this.callbacks);
      if (this.closed) microphone.stop();
      this.microphone = microphone;
      return "";
    } catch (error) {
      return microphoneTrouble(error);
    }
  }

  /** The words come from the browser; its sound is sent to whom it belongs, none to the coach. False where it has no
   * recogniser. */
  openBrowser(): boolean {
    const recogniser = ownRecogniser();
    if (recogniser === null) return false;
    this.browser = listenByBrowser(recogniser, this.callbacks);
    return true;
  }

  /** Goes on listening where the system put the sound to sleep. */
  wake(): void {
    this.microphone?.wake();
  }

  mute(on: boolean): void {
    this.microphone?.mute(on);
    this.browser?.mute(on);
  }

  /** What the browser has of an utterance is told at once. */
  settle(): void {
    this.browser?.settle();
  }

  /** The microphone is gone. */
  loseMicrophone(): void {
    this.microphone?.stop();
    this.microphone = null;
  }

  stop(): void {
    this.loseMicrophone();
    this.browser?.stop();
  }

  /** A microphone that is still being opened is let go as well. */
  close(): void {
    this.closed = true;
    this.stop();
  }
}
