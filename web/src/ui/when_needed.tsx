import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component whose program is fetched when it is first shown. */
export function whenNeeded<P extends object>(fetched: () => Promise<ComponentType<P>>): ComponentType<P> {
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
    if (failed) return <p class="page second">This part of the page did not arrive. Is the coach still running? Reload the page.</p>;
    return Shown === null ? null : <Shown {...props} />;
  };
}
