import type { Choice } from "./choice";

interface ThinkerProps {
  models: readonly string[];
  choice: Choice;
  change: (changed: Partial<Choice>) => void;
}

/** Who phrases the follow-ups, where an Ollama was found to run beside the server. */
export function Thinker({ models, choice, change }: ThinkerProps) {
  if (models.length === 0) return null;
  return (
    <fieldset>
      <legend>Who thinks of the follow-ups</legend>
      <label class="field">
        <span class="second small">Ollama runs on the computer that serves this page, so a model there can phrase them. Nothing leaves it.</span>
        <select
          data-testid="thinker"
          value={choice.localModel ?? ""}
          onChange={(event) => change({ localModel: event.currentTarget.value || null })}
        >
          <option value="">The bank, by script</option>
          {models.map((model) => (
            <option key={model} value={model}>
              {model}, by Ollama
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
