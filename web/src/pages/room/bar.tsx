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

/** What is left of the whole rehearsal; '' where one question is all of it, which has a limit of its own. */
export const leftInAll = (questions: number, seconds: number | null): string => (seconds === null || questions === 1 ? "" : `, ${clockText(seconds)} left in all`);

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
        {!view.interview.silent && <span class="left tabular">{leftInAll(question?.total ?? 0, rehearsalLeft)}</span>}
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
