import { StillFace } from "../../ui/avatar";
import { PEOPLE, type Person } from "../../ui/face/people";
import { type Choice, keepSpeaker } from "./choice";

const VOICES: Record<Person["id"], string> = {
  adaeze: "British, unhurried",
  henrik: "American, deep",
  samira: "American, brisk",
};

/** Who asks: three faces, each with a voice of its own. */
export function Interviewers({ choice, change }: { choice: Choice; change: (changed: Partial<Choice>) => void }) {
  const chosen = choice.speaker ?? "adaeze";
  return (
    <fieldset>
      <legend>Who asks</legend>
      <div class="interviewers">
        {Object.values(PEOPLE).map((person) => (
          <label key={person.id} class="interviewer">
            <span class={`room-picture ${person.room}`}>
              <StillFace person={person} />
            </span>
            <span class="interviewer-name">
              <input
                type="radio"
                name="speaker"
                data-testid={`speaker-${person.id}`}
                checked={chosen === person.id}
                onChange={() => {
                  keepSpeaker(person.id);
                  change({ speaker: person.id });
                }}
              />
              <b>{person.name}</b>
            </span>
            <span class="second small">{VOICES[person.id]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
