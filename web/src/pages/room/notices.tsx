import type { LiveRehearsal, RehearsalView } from "../../live/rehearsal";
import { Banner, countText } from "../../ui/parts";

const keptText = ({ mode, byBrowser }: RehearsalView): string =>
  mode !== "voice" ? "What you type is kept here" : byBrowser ? "What your browser writes down is kept here" : "You are still being recorded here";

function Connection({ view }: { view: RehearsalView }) {
  if (!view.interview.welcomed || view.link === "open" || view.link === "closed") return null;
  const waiting = Math.round(view.waiting);
  return (
    <div data-testid="reconnecting">
      <Banner tone="warning">
        Connection lost. {keptText(view)}
        {waiting > 0 ? `; ${countText(waiting, "second")} ${waiting === 1 ? "waits" : "wait"} to be sent.` : "; it is sent when the coach answers again."}
      </Banner>
    </div>
  );
}

function Voice({ live, name }: { live: LiveRehearsal; name: string }) {
  return (
    <button type="button" class="text-button" data-testid="voice-again" onClick={() => void live.speak()}>
      {name}
    </button>
  );
}

/** `speakable`: who types may answer by voice. */
export function Notices({ live, view, speakable }: { live: LiveRehearsal; view: RehearsalView; speakable: boolean }) {
  return (
    <>
      <p class="unseen" role="status" data-testid="told">
        {view.told}
      </p>
      <div class="notices">
        <Connection view={view} />
        {view.soundless && (
          <div data-testid="soundless">
            <Banner tone="warning">
              No sound leaves this browser, so {view.interview.interviewer} is not heard: read the captions. Look whether a loudspeaker or headphones are
              plugged in, and whether this page may play sound.
            </Banner>
          </div>
        )}
        {view.microphoneTrouble !== "" && (
          <Banner tone="broken" onClose={() => live.dismissMicrophone()}>
            {view.microphoneTrouble} {speakable && !view.allowed && <Voice live={live} name="Try the microphone again" />}
          </Banner>
        )}
        {speakable && view.allowed && (
          <Banner tone="quiet">
            The microphone is allowed now. <Voice live={live} name="Answer by voice" />
          </Banner>
        )}
        {view.interview.notices.map((notice) => (
          <Banner key={notice.id} tone={notice.tone} onClose={() => live.dismiss(notice.id)}>
            {notice.text}
          </Banner>
        ))}
      </div>
    </>
  );
}
