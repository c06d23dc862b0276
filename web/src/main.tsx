import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { AttemptsPage } from "./pages/attempts/attempts";
import { DevicePage } from "./pages/device/device";
import { HomePage } from "./pages/home/home";
import { RoomPage } from "./pages/room/room";
import { SAMPLE } from "./api/rest";
import { Announcements } from "./ui/announce";
import { focusMain, keepFocus } from "./ui/focus";
import { FailedPage, SkipLink } from "./ui/parts";
import { type Route, titleOf, useRoute } from "./ui/router";
import { storageForAll } from "./ui/storage";
import { startTheme } from "./ui/theme";
import { PageMissing, whenNeeded } from "./ui/when_needed";

const ReportPage = whenNeeded(() => import("./pages/report/report").then((m) => m.ReportPage), PageMissing);
const RecordPage = whenNeeded(() => import("./pages/record/record").then((m) => m.RecordPage), PageMissing);
const ProgressPage = whenNeeded(() => import("./pages/progress/progress").then((m) => m.ProgressPage), PageMissing);

const SetsPage = whenNeeded(() => import("./pages/sets/sets").then((m) => m.SetsPage), PageMissing);
const BuilderPage = whenNeeded(() => import("./pages/sets/builder").then((m) => m.BuilderPage), PageMissing);
const SetPage = whenNeeded(() => import("./pages/sets/one").then((m) => m.SetPage), PageMissing);
const ReviewPage = whenNeeded(() => import("./pages/review/review").then((m) => m.ReviewPage), PageMissing);

/** What waits for its part of the program, or for its answer, is replaced by the page; the focus goes along, until
 *  somebody presses something. */
function keepAtTop(): () => void {
  const atTop = () => {
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (lost) focusMain();
  };
  atTop();
  const watching = new MutationObserver(atTop);
  watching.observe(document.getElementById("app") as HTMLElement, { childList: true, subtree: true });
  const stop = () => {
    watching.disconnect();
    window.removeEventListener("keydown", stop, true);
    window.removeEventListener("pointerdown", stop, true);
  };
  window.addEventListener("keydown", stop, true);
  window.addEventListener("pointerdown", stop, true);
  return stop;
}

/** Another page has another name; whoever reads by ear or key begins at its top, not where the old page was left. */
function useArrival(route: Route): void {
  const first = useRef(true);
  useEffect(() => {
    document.title = titleOf(route);
    if (first.current) {
      first.current = false;
      return undefined;
    }
    return keepAtTop();
  }, [JSON.stringify(route)]);
}

function Page() {
  const route = useRoute();
  useArrival(route);
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "check":
      return <DevicePage />;
    case "record":
      return <RecordPage />;
    case "sample":
      return <ReportPage attemptId={SAMPLE} />;
    case "attempts":
      return <AttemptsPage />;
    case "progress":
      return <ProgressPage />;
    case "room":
      return <RoomPage key={route.id} attemptId={route.id} />;
    case "report":
      return <ReportPage key={route.id} attemptId={route.id} />;
    case "sets":
      return <SetsPage />;
    case "new-set":
      return <BuilderPage />;
    case "set":
      return <SetPage key={route.id} id={route.id} />;
    case "practise":
      return <SetPage key={route.token} token={route.token} />;
    case "review":
      return <ReviewPage id={route.id} />;
    case "nowhere":
      return <FailedPage title="There is no such page." message="The address may be incomplete." />;
  }
}

storageForAll();
startTheme();
keepFocus();
render(
  <>
    <SkipLink />
    <Announcements />
    <Page />
  </>,
  document.getElementById("app") as HTMLElement,
);
