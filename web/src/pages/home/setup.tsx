import type { ComponentChildren } from "preact";
import type { BankView, Part, ProfileView } from "../../wire.gen";
import type { Mode } from "../../live/rehearsal";
import { kindText } from "../../ui/parts";
import { allOf, type Choice, keepBank, withQuestion } from "./choice";
import { Interviewers } from "./interviewers";
import { Papers } from "./papers";
import { Thinker } from "./thinker";

interface SetupProps {
  banks: readonly BankView[];
  profiles: readonly ProfileView[];
  choice: Choice;
  hearing: Part | undefined;
  models: readonly string[];
  change: (changed: Partial<Choice>) => void;
  /** What stands below all choices: what they come to, and the button. */
  children?: ComponentChildren;
}

function Questions({ banks, choice, change }: SetupProps) {
  const every = choice.questions.length === choice.bank.questions.length;
  return (
    <fieldset>
      <legend>Questions</legend>
      <label class="field">
        <span class="second">From the bank</span>
        <select
          data-testid="bank"
          value={choice.bank.id}
          onChange={(event) => {
            const bank = banks.find((b) => b.id === event.currentTarget.value) ?? choice.bank;
            keepBank(bank);
            change({ bank, questions: allOf(bank) });
          }}
        >
          {banks.map((bank) => (
            <option key={bank.id} value={bank.id}>
              {bank.title}
            </option>
          ))}
        </select>
        {choice.bank.role !== "" && <span class="second small">Role: {choice.bank.role}</span>}
      </label>
      <button
        type="button"
        class="button plain small"
        data-testid="every-question"
        onClick={() => change({ questions: every ? [] : allOf(choice.bank) })}
      >
        {every ? "Choose none" : "Choose all"}
      </button>
      <ul class="options">
        {choice.bank.questions.map((question) => (
          <li key={question.id}>
            <label class="option">
              <input
                type="checkbox"
                data-testid={`question-${question.id}`}
                checked={choice.questions.includes(question.id)}
                onChange={(event) => change(withQuestion(choice, question.id, event.currentTarget.checked))}
              />
              <span>
                <span class="said">{question.text}</span>
                <span class="second small">
                  {[kindText(question.kind), ...question.constraints.map((c) => c.asked)].join(" · ")}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Profiles({ profiles, choice, change }: SetupProps) {
  return (
    <fieldset>
      <legend>Kind of interview</legend>
      <ul class="options">
        {profiles.filter((p) => !p.silent).map((profile) => (
          <li key={profile.id}>
            <label class="option">
              <input
                type="radio"
                name="profile"
                data-testid={`profile-${profile.id}`}
                checked={choice.profile?.id === profile.id}
                onChange={() => change({ profile })}
              />
              <span>
                <b>{profile.title}</b>
                <span class="second small">{profile.about}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const HEARING_NOTE: Record<Part["ready"], string> = {
  ready: "Your words appear while you speak.",
  warming: "The recogniser is still warming up; it will be ready in a moment.",
  missing: "Speech cannot be recognised here yet; typed answers are scored all the same.",
};

function Answering({ choice, hearing, change }: SetupProps) {
  const option = (mode: Mode, title: string, about: string, blocked = false) => (
    <label class="option">
      <input
        type="radio"
        name="mode"
        data-testid={`mode-${mode}`}
        checked={choice.mode === mode}
        disabled={blocked}
        onChange={() => change({ mode })}
      />
      <span>
        <b>{title}</b>
        <span class="second small">{about}</span>
      </span>
    </label>
  );
  return (
    <fieldset>
      <legend>How you answer</legend>
      {option("voice", "By voice", HEARING_NOTE[hearing?.ready ?? "ready"], hearing?.ready === "missing")}
      {option("typed", "By typing", "For quiet rooms. Pace and pauses are then not assessed.")}
      <label class="option">
        <input
          type="checkbox"
          data-testid="keep-audio"
          checked={choice.keepAudio}
          disabled={choice.mode === "typed"}
          onChange={(event) => change({ keepAudio: event.currentTarget.checked })}
        />
        <span>
          <b>Keep the sound of my answers</b>
          <span class="second small">So that you can hear yourself from any word. Off: only the words are kept.</span>
        </span>
      </label>
    </fieldset>
  );
}

export function Setup(props: SetupProps) {
  return (
    <section class="setup" id="setup" aria-labelledby="setup-title">
      <h2 id="setup-title">Or a whole rehearsal</h2>
      <div class="setup-columns">
        <Questions {...props} />
        <div>
          <Interviewers choice={props.choice} change={props.change} />
          <Profiles {...props} />
          <Thinker models={props.models} choice={props.choice} change={props.change} />
          <Papers choice={props.choice} change={props.change} />
          <Answering {...props} />
        </div>
      </div>
      <div class="setup-start">{props.children}</div>
    </section>
  );
}
