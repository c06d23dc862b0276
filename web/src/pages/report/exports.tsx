import { useContext, useRef, useState } from "preact/hooks";
import { REPORT_FORMATS, reportUrl, revokeShare, shareReport } from "../../api/rest";
import { announce, focusBeside } from "../../ui/announce";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { Banner } from "../../ui/parts";
import type { RemarksView, Share } from "../../wire.gen";
import { AnnotatingContext } from "./remarks";

const FORMAT_NAMES: Record<(typeof REPORT_FORMATS)[number], string> = {
  pdf: "PDF",
  html: "Web page",
  md: "Markdown",
  csv: "Table, CSV",
  json: "JSON",
  vtt: "Subtitles, WebVTT",
  srt: "Subtitles, SRT",
  text: "Plain text",
};
const DAYS = [1, 7, 30];
const dayText = (days: number) => (days === 1 ? "a day" : days === 7 ? "a week" : `${days} days`);
const dateText = (seconds: number) => new Date(seconds * 1000).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });

/** The report as a file, and links to it. */
export function Exports({ id }: { id: string }) {
  const annotating = useContext(AnnotatingContext);
  return (
    <>
      <section class="downloads" aria-labelledby="downloads-title">
        <h2 id="downloads-title" tabIndex={-1}>
          Take it with you
        </h2>
        <ul data-testid="downloads">
          {REPORT_FORMATS.map((format) => (
            <li key={format}>
              <a class="button" href={reportUrl(id, format)} download={`report-${id}.${format === "text" ? "txt" : format}`}>
                {FORMAT_NAMES[format]}
              </a>
            </li>
          ))}
        </ul>
      </section>
      {annotating !== null && <Sharing id={id} shares={annotating.remarks.shares} />}
    </>
  );
}

const inUse = (share: Share, now: number) => !share.revoked && share.until * 1000 > now;

function Sharing({ id, shares }: { id: string; shares: readonly Share[] }) {
  const annotating = useContext(AnnotatingContext);
  const [days, setDays] = useState(7);
  const [made, setMade] = useState({ share: "", link: "" });
  const [refused, setRefused] = useState("");
  const [busy, once] = useBusy();
  const maker = useRef<HTMLButtonElement>(null);
  if (annotating === null) return null;
  const { remarks, changed } = annotating;
  const failed = (error: Error) => setRefused(error.message);
  const make = async () => {
    const { share_id, path, until } = await shareReport(id, days);
    setRefused("");
    setMade({ share: share_id, link: `${window.location.origin}${path}` });
    changed({ ...remarks, shares: [...remarks.shares, { share_id, until, revoked: false }] }, false);
    announce("The link is made. Copy it now; it is not shown again.");
  };
  const ended = (next: RemarksView, pressed: Element) => {
    setRefused("");
    focusBeside(pressed, "[data-testid=revoke]", maker.current);
    announce("The link is ended: it shows the report to nobody any more.");
    changed(next, false);
  };
  const open = shares.filter((share) => inUse(share, Date.now()));
  return (
    <section class="sharing" aria-labelledby="sharing-title">
      <h2 id="sharing-title">Show it to someone</h2>
      <p class="second">A link that shows this report to whoever has it and can reach this coach. It ends by itself, or when you say so.</p>
      <div class="sharing-make">
        <label>
          <span class="second">It works for</span>{" "}
          <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
            {DAYS.map((d) => (
              <option key={d} value={d}>
                {dayText(d)}
              </option>
            ))}
          </select>
        </label>
        <Button element={maker} class="button" data-testid="share" off={busy} onClick={() => void once(() => make().catch(failed))}>
          Make a link
        </Button>
      </div>
      {open.some((share) => share.share_id === made.share) && (
        <label class="sharing-link">
          <span class="second small">Copy it now; it is not shown again.</span>
          <input readOnly value={made.link} data-testid="share-link" onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      {open.length > 0 && (
        <ul class="shares">
          {open.map((share) => (
            <li key={share.share_id}>
              A link until {dateText(share.until)}{" "}
              <button type="button" class="text-button" data-testid="revoke" onClick={({ currentTarget }) => void revokeShare(id, share.share_id).then((next) => ended(next, currentTarget), failed)}>
                End it now
              </button>
            </li>
          ))}
        </ul>
      )}
      {refused !== "" && <Banner tone="broken">{refused}</Banner>}
    </section>
  );
}
