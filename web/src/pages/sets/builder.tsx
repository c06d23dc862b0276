import { useState } from "preact/hooks";
import { useLoaded } from "../../api/load";
import { getBanks, getProfiles } from "../../api/rest";
import { useBusy } from "../../ui/busy";
import { Button } from "../../ui/button";
import { Banner, capital, countText, kindText, TopBar } from "../../ui/parts";
import { go } from "../../ui/router";
import { Trouble, Waiting } from "../../ui/waiting";
import type { NewSet, ProfileView } from "../../wire.gen";
import { today } from "./days";
import { makeSet } from "./doors";
import { byBank, closingText, distinct, type Filter, fitting, minutesOf, NO_FILTER, type PickedQuestion, questionsOf, within } from "./picking";
import "./sets.css";

const START: NewSet = { title: "", question_ids: [], profile_id: "", attempts_allowed: 3, due: "", note: "", coach: "" };

function Choice(props: { label: string; value: string; options: readonly string[]; shown?: (o: string) => string; change: (v: string) => void }) {
  const { label, value, options, shown = (o) => o, change } = props;
  return (
    <label class="entry">
      <span>{label}</span>
      <select value={value} onChange={(e) => change(e.currentTarget.value)}>
        <option value="">Any</option>
        {options.map((o) => (
          <option key={o} value={o}>
            {shown(o)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface GroupProps {
  bank: string;
  questions: readonly PickedQuestion[];
  chosen: readonly string[];
  open: boolean;
  set: (key: string, on: boolean) => void;
}

function Group({ bank, questions, chosen, open, set }: GroupProps) {
  const count = questions.filter((q) => chosen.includes(q.key)).length;
  return (
    <details class="bank" open={open}>
      <summary>
        {bank} <span class="second small">{count === 0 ? countText(questions.length, "question") : `${count} of ${questions.length} chosen`}</span>
      </summary>
      <ul class="options">
        {questions.map((q) => (
          <li key={q.key}>
            <label class="option">
              <input type="checkbox" data-testid={`pick-${q.key}`} checked={chosen.includes(q.key)} onChange={(e) => set(q.key, e.currentTarget.checked)} />
              <span>
                <span class="said">{q.text}</span>
                <span class="second small">{[kindText(q.kind), q.skill, `difficulty\u00a0${q.difficulty}`, `${q.minutes}\u00a0min`].join(" · ")}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Questions({ questions, chosen, change }: { questions: readonly PickedQuestion[]; chosen: readonly string[]; change: (keys: string[]) => void }) {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [minutes, setMinutes] = useState(10);
  const shown = fitting(questions, filter);
  const order = (keys: ReadonlySet<string>) => questions.map((q) => q.key).filter((key) => keys.has(key));
  const set = (key: string, on: boolean) => change(order(new Set(on ? [...chosen, key] : chosen.filter((c) => c !== key))));
  return (
    <fieldset>
      <legend>Questions</legend>
      <div class="entries">
        <Choice label="Bank" value={filter.bank} options={distinct(questions.map((q) => q.bank))} change={(bank) => setFilter({ ...filter, bank })} />
        <Choice label="Skill" value={filter.skill} options={distinct(questions.map((q) => q.skill))} change={(skill) => setFilter({ ...filter, skill })} />
        <Choice label="Kind" value={filter.kind} options={distinct(questions.map((q) => q.kind))} shown={kindText} change={(kind) => setFilter({ ...filter, kind })} />
        <Choice label="Difficulty" value={filter.difficulty} options={["1", "2", "3"]} change={(difficulty) => setFilter({ ...filter, difficulty })} />
        <label class="entry short">
          <span>Minutes</span>
          <input type="number" min={1} max={180} value={minutes} onInput={(e) => setMinutes(Number(e.currentTarget.value))} />
        </label>
        <Button class="button" off={!(minutes >= 1)} onClick={() => change(within(shown, minutes))}>
          {minutes >= 1 ? `Pick ${minutes} ${minutes === 1 ? "minute" : "minutes"}` : "Pick by minutes"}
        </Button>
      </div>
      <p class="second chosen" aria-live="polite">
        {capital(countText(chosen.length, "question"))} chosen, about {minutesOf(questions, chosen)} minutes. {shown.length} of {questions.length} shown.
      </p>
      {shown.length === 0 && (
        <p class="second">
          No question is all of this at once.{" "}
          <button type="button" class="text-button" onClick={() => setFilter(NO_FILTER)}>
            Show all
          </button>
        </p>
      )}
      {byBank(shown).map(([bank, ofBank], place) => (
        <Group key={bank} bank={bank} questions={ofBank} chosen={chosen} open={place === 0 || Object.values(filter).some(Boolean)} set={set} />
      ))}
    </fieldset>
  );
}

function Details({ wanted, profiles, change }: { wanted: NewSet; profiles: readonly ProfileView[]; change: (more: Partial<NewSet>) => void }) {
  return (
    <div class="details">
      <label class="entry">
        <span>Title</span>
        <input required maxLength={120} data-testid="title" value={wanted.title} onInput={(e) => change({ title: e.currentTarget.value })} />
      </label>
      <label class="entry">
        <span>Your name, as the candidate sees it</span>
        <input maxLength={120} data-testid="coach" value={wanted.coach} onInput={(e) => change({ coach: e.currentTarget.value })} />
      </label>
      <label class="entry">
        <span>Kind of interview</span>
        <select value={wanted.profile_id || profiles[0]?.id} onChange={(e) => change({ profile_id: e.currentTarget.value })}>
          {profiles.map((p) => (
            <option key={p.id} value={p.id}>
              {p.title}
            </option>
          ))}
        </select>
      </label>
      <div class="entries">
        <label class="entry short">
          <span>Attempts</span>
          <input type="number" min={1} max={99} value={wanted.attempts_allowed} onInput={(e) => change({ attempts_allowed: Number(e.currentTarget.value) })} />
        </label>
        <label class="entry">
          <span>Due</span>
          <input type="date" data-testid="due" min={today()} value={wanted.due} onInput={(e) => change({ due: e.currentTarget.value })} />
        </label>
      </div>
      <label class="entry">
        <span>A note to the candidate</span>
        <textarea rows={4} maxLength={4000} data-testid="note" value={wanted.note} onInput={(e) => change({ note: e.currentTarget.value })} />
      </label>
    </div>
  );
}

function Closing({ wanted, questions, profiles }: { wanted: NewSet; questions: readonly PickedQuestion[]; profiles: readonly ProfileView[] }) {
  const profile = profiles.find((p) => p.id === wanted.profile_id) ?? profiles[0];
  const told = closingText(profile, minutesOf(questions, wanted.question_ids));
  return told === "" ? null : <Banner tone="warning">{told}</Banner>;
}

export function BuilderPage() {
  const loaded = useLoaded(async () => {
    const [banks, profiles] = await Promise.all([getBanks(), getProfiles()]);
    return { questions: questionsOf(banks), profiles: profiles.filter((p) => !p.silent) };
  });
  const [wanted, setWanted] = useState(START);
  const [refused, setRefused] = useState("");
  const [busy, once] = useBusy();
  const missing = wanted.question_ids.length === 0 ? "Choose a question first." : wanted.title.trim() === "" ? "Give it a title first." : "";
  const change = (more: Partial<NewSet>) => setWanted({ ...wanted, ...more });
  const make = (event: Event) => {
    event.preventDefault();
    void once(() =>
      makeSet(wanted).then(
        (made) => go(`/sets/${made.id}`),
        (error: Error) => setRefused(capital(error.message)),
      ),
    );
  };
  return (
    <>
      <TopBar current="sets" />
      <main id="main" class="page builder" tabIndex={-1}>
        <h1>A new practice set</h1>
        {loaded.state === "failed" && <Trouble failed={loaded} title="The questions could not be read." />}
        {loaded.state === "loading" && <Waiting>Looking for questions …</Waiting>}
        {loaded.state === "ready" && (
          <form onSubmit={make}>
            <Questions questions={loaded.value.questions} chosen={wanted.question_ids} change={(question_ids) => change({ question_ids })} />
            <div>
              <Details wanted={wanted} profiles={loaded.value.profiles} change={change} />
              <Closing wanted={wanted} questions={loaded.value.questions} profiles={loaded.value.profiles} />
              {refused !== "" && <Banner tone="broken">{refused}</Banner>}
              <p class="second small">The questions are frozen in the set: later changes to a bank leave it as it is.</p>
            </div>
            <div class="making">
              <Button type="submit" class="button go" data-testid="make" off={busy || missing !== ""} aria-describedby="making-lacks">
                Make it and look at it as a candidate
              </Button>
              <span class="second" id="making-lacks">
                {missing}
              </span>
            </div>
          </form>
        )}
      </main>
    </>
  );
}
