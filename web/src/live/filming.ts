const FILMED = "coach.filmed";

/** The attempt is filmed in this tab, also after a reload. */
export function keepFilming(attemptId: string): void {
  sessionStorage.setItem(FILMED, attemptId);
}

export const isFilmed = (attemptId: string): boolean => sessionStorage.getItem(FILMED) === attemptId;
