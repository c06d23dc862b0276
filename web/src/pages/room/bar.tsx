import type { LiveRehearsal } from "../../live/rehearsal";
import { Brand, clockText } from "../../ui/parts";
import { Link } from "../../ui/router";
import { ThemeToggle } from "../../ui/theme";
import { useTimes } from "./clock";
import { Switches, type SwitchesProps } from "./switches";

interface BarProps extends SwitchesProps {
  live: LiveRehearsal;
  end: () => void;
}

export function RoomBar({ live, end, ...switches }: BarProps) {
  const { view } = live;
  const { state } = view.interview;
  const { rehearsalLeft } = useTimes(live, state);
  const question = state?.question;
  const running = view.phase === "live" && !view.interview.finished;
  return (
    <header class="bar">
      <Brand />
      <span class="crumb">
        {view.interview.silent ? "Recording yourself" : question ? `Question ${question.number} of ${question.total}` : "Rehearsal"}
        {rehearsalLeft !== null && !view.interview.silent && <span class="left tabular">, {clockText(rehearsalLeft)} left in all</span>}
      </span>
      <div class="bar-right">
        <div class="bar-switches">
          <Switches {...switches} />
          {running && (
            <Link to="/attempts" class="button plain" label="Back. The rehearsal waits under Attempts">
              Back
            </Link>
          )}
        </div>
        <ThemeToggle />
        <button type="button" class="button" data-testid="controls-end" aria-keyshortcuts="Escape" onClick={end}>
          <span>
            {view.phase === "live" ? "End" : "Leave"}
            <span class="long"> the {view.phase !== "live" ? "room" : view.interview.silent ? "recording" : "rehearsal"}</span>
          </span>
          <kbd aria-hidden="true">Esc</kbd>
        </button>
      </div>
    </header>
  );
}
