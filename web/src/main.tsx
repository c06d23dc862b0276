import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";
import { render } from "preact";
import { AttemptsPage } from "./pages/attempts/attempts";
import { DevicePage } from "./pages/device/device";
import { HomePage } from "./pages/home/home";
import { ReportPage } from "./pages/report/report";
import { RoomPage } from "./pages/room/room";
import { FailedPage, SkipLink } from "./ui/parts";
import { useRoute } from "./ui/router";
import { startTheme } from "./ui/theme";
import { whenNeeded } from "./ui/when_needed";

const ProgressPage = whenNeeded(() => import("./pages/progress/progress").then((m) => m.ProgressPage));

function Page() {
  const route = useRoute();
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "check":
      return <DevicePage />;
    case "attempts":
      return <AttemptsPage />;
    case "progress":
      return <ProgressPage />;
    case "room":
      return <RoomPage key={route.id} attemptId={route.id} />;
    case "report":
      return <ReportPage key={route.id} attemptId={route.id} />;
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
