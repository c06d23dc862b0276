import { useLoaded } from "../../api/load";
import { countText, TopBar } from "../../ui/parts";
import { Link } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { InboxItem, SetView } from "../../wire.gen";
import { apartText, assignedText } from "./assigned";
import { dueText } from "./days";
import { getInbox, getSets } from "./doors";
import { OpenFile } from "./opening";
import "./sets.css";

/** What went to the coach, as far as it is known here. */
export function leftText({ takes }: Pick<SetView, "takes">): string {
  if (takes.some((take) => take.sent === "sent")) return ", sent back";
  return takes.some((take) => take.sent === "saved") ? ", saved as a file" : "";
}

function Row({ one, sets }: { one: SetView; sets: readonly SetView[] }) {
  const used = one.attempts_allowed - one.attempts_left;
  const whom = one.ours ? (one.assigned ? `For ${one.candidate}` : assignedText(one, sets)) : one.coach ? `From ${one.coach}` : "From your coach";
  const apart = apartText(one, sets);
  const parts = [apart === "" ? whom : `${whom}, ${apart}`, countText(one.questions.length, "question"), `${one.minutes} minutes`];
  if (one.due !== "") parts.push(dueText(one.due));
  return (
    <li>
      <Link to={`/sets/${one.id}`} class="set-row">
        <b class="said">{one.title}</b>
        <span class="second">{parts.join(" · ")}</span>
        {(one.assigned || !one.ours) && (
          <span class="third tabular">
            {used} of {one.attempts_allowed} attempts used
            {leftText(one)}
            {one.takes.some((take) => take.reviewed) && ", reviewed"}
          </span>
        )}
      </Link>
    </li>
  );
}

function List({ title, empty, sets }: { title: string; empty: string; sets: readonly SetView[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {sets.length === 0 ? <p class="second">{empty}</p> : <ul class="set-list">{sets.map((one) => <Row key={one.id} one={one} sets={sets} />)}</ul>}
    </section>
  );
}

function Returned({ inbox }: { inbox: readonly InboxItem[] }) {
  const open = inbox.filter((item) => item.reviewed === "").length;
  if (inbox.length === 0) return null;
  return (
    <Link to="/review" class={`button ${open > 0 ? "go" : ""}`}>
      {open > 0 ? `Review what came back (${open})` : "Reviews you sent"}
    </Link>
  );
}

export function SetsPage() {
  const loaded = useLoaded(async () => {
    const [sets, inbox] = await Promise.all([getSets(), getInbox()]);
    return { sets, inbox };
  });
  const waiting = loaded.state === "ready" && loaded.value.inbox.some((item) => item.reviewed === "");
  return (
    <>
      <TopBar current="sets" />
      <main id="main" class="page sets" tabIndex={-1}>
        <h1>Practice sets</h1>
        <p class="lead">A coach chooses questions and a day; a candidate rehearses them and sends one take back. Files carry it; nobody needs an account.</p>
        <div class="set-ways">
          {loaded.state === "ready" && <Returned inbox={loaded.value.inbox} />}
          <Link to="/sets/new" class={`button ${waiting ? "" : "go"}`}>
            Make a set
          </Link>
          <OpenFile />
        </div>
        {loaded.state === "loading" && <Waiting>Reading what was kept …</Waiting>}
        {loaded.state === "failed" && <Trouble failed={loaded} title="The sets could not be read." />}
        {loaded.state === "ready" && (
          <div class="set-columns">
            <List title="To rehearse" empty="Sets that a coach sent you stand here once you open their file." sets={loaded.value.sets.filter((s) => !s.ours)} />
            <List title="Made here" empty="No sets yet. The first takes a minute to put together." sets={loaded.value.sets.filter((s) => s.ours)} />
          </div>
        )}
      </main>
    </>
  );
}
