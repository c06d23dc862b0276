import { useEffect, useState } from "preact/hooks";

export type Theme = "light" | "dark";
const KEY = "coach.theme";
const system = () => window.matchMedia("(prefers-color-scheme: dark)");

function kept(): Theme | null {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : null;
}

export function currentTheme(): Theme {
  return kept() ?? (system().matches ? "dark" : "light");
}

/** Sets the theme and follows the system's as long as the person has chosen none. */
export function startTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = currentTheme();
  };
  apply();
  system().addEventListener("change", apply);
}

export function ThemeToggle() {
  const [theme, setTheme] = useState(currentTheme);
  useEffect(() => {
    const follow = () => setTheme(currentTheme());
    system().addEventListener("change", follow);
    return () => system().removeEventListener("change", follow);
  }, []);
  const other = theme === "dark" ? "light" : "dark";
  const change = () => {
    localStorage.setItem(KEY, other);
    document.documentElement.dataset.theme = other;
    setTheme(other);
  };
  return (
    <button type="button" class="button plain theme" onClick={change} aria-label={`Change to ${other} colours`} data-testid="theme">
      <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="2" />
        <path d="M10 2.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
      </svg>
    </button>
  );
}
