import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { TopBar } from "./parts";

function PartMissing() {
  return <p class="second">This part of the page did not arrive. Is the coach still running? Reload the page.</p>;
}

/** Stands for a whole page whose program did not arrive. */
export function PageMissing() {
  return (
    <>
      <TopBar />
      <main id="main" class="page narrow" tabIndex={-1}>
        <h1>This page did not arrive.</h1>
        <p class="lead">The coach does not answer. Is it still running? What you said is kept on its machine.</p>
        <button type="button" class="button go" onClick={() => window.location.reload()}>
          Load it again
        </button>
      </main>
    </>
  );
}

/** A component whose program is fetched when it is first shown; `Missing` stands in its place where it does not come. */
export function whenNeeded<P extends object>(fetched: () => Promise<ComponentType<P>>, Missing: ComponentType = PartMissing): ComponentType<P> {
  let here: ComponentType<P> | null = null;
  return function WhenNeeded(props: P) {
    const [Shown, setShown] = useState<ComponentType<P> | null>(() => here);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (here !== null) return;
      void fetched().then(
        (component) => {
          here = component;
          setShown(() => component);
        },
        () => setFailed(true),
      );
    }, []);
    if (failed) return <Missing />;
    return Shown === null ? null : <Shown {...props} />;
  };
}
