import { capital, countText } from "../../ui/parts";
import { Link } from "../../ui/router";
import type { InboxItem } from "../../wire.gen";
import { apartText } from "../sets/assigned";
import { dueText } from "../sets/days";
import { OpenFile } from "../sets/opening";

function stateText(item: InboxItem): string {
  const parts = [`Take ${item.take} of ${item.attempts_allowed}`];
  if (item.late) parts.push("sent late");
  else if (item.reviewed === "" && item.due !== "") parts.push(dueText(item.due));
  if (!item.has_audio) parts.push("no sound, by choice");
  return parts.join(", ");
}

/** The first day on which one of those that wait is due, in words. */
function soonest(inbox: readonly InboxItem[]): string {
  const days = inbox.filter((item) => item.reviewed === "" && item.due !== "").map((item) => item.due);
  return days.length === 0 ? "" : `, the first ${dueText(days.sort()[0] ?? "")}`;
}

function Item({ item, current, apart }: { item: InboxItem; current: boolean; apart: string }) {
  return (
    <li>
      <Link to={`/review/${item.id}`} current={current} class="queue-item">
        <b>{item.candidate}</b>
        <span>{item.title}</span>
        {apart !== "" && <span class="second">{capital(apart)}</span>}
        <span class="second">{stateText(item)}</span>
        {item.reviewed !== "" && <span class="second">{item.changed ? "Reviewed, changed since it was sent" : "Reviewed"}</span>}
        {item.reviewed === "" && item.begun && <span class="second">Review begun</span>}
      </Link>
    </li>
  );
}

/** What candidates sent back: those that wait first, then those already reviewed. `opened`: one of them was. */
export function Queue({ inbox, id, opened }: { inbox: readonly InboxItem[]; id: string; opened: () => void }) {
  const open = inbox.filter((item) => item.reviewed === "").length;
  return (
    <nav class="queue" aria-label="Waiting for you">
      <h2>Waiting for you</h2>
      <p class="second">{open === 0 ? "Nothing waits." : `${capital(countText(open, "take"))} returned${soonest(inbox)}`}</p>
      <ul onClick={opened}>
        {inbox.map((item) => (
          <Item key={item.id} item={item} current={item.id === id} apart={apartText(item, inbox)} />
        ))}
      </ul>
      <OpenFile label="Open a file" />
    </nav>
  );
}
