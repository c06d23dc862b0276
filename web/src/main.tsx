import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";
import { render } from "preact";
import { AttemptsPage } from "./pages/attempts/attempts";
import { DevicePage } from "./pages/device/device";
import { HomePage } from "./pages/home/home";
import { RoomPage } from "./pages/room/room";
import { SAMPLE } from "./api/rest";
import { FailedPage, SkipLink } from "./ui/parts";
import { useRoute } from "./ui/router";
import { startTheme } from "./ui/theme";
import { whenNeeded } from "./ui/when_needed";

const ReportPage = whenNeeded(() => import("./pages/report/report").then((m) => m.ReportPage));
const RecordPage = whenNeeded(() => import("./pages/record/record").then((m) => m.RecordPage));
const ProgressPage = whenNeeded(() => import("./pages/progress/progress").then((m) => m.ProgressPage));

const SetsPage = whenNeeded(() => import("./pages/sets/sets").then((m) => m.SetsPage));
const BuilderPage = whenNeeded(() => import("./pages/sets/builder").then((m) => m.BuilderPage));
const SetPage = whenNeeded(() => import("./pages/sets/one").then((m) => m.SetPage));
const ReviewPage = whenNeeded(() => import("./pages/review/review").then((m) => m.ReviewPage));

function Page() {
  const route = useRoute();
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

startTheme();
render(
  <>
    <SkipLink />
    <Page />
  </>,
  document.getElementById("app") as HTMLElement,
);
