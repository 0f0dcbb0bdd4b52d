import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A page whose code comes when somebody opens it. */
export const lazy = <P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> => {
    let loaded: FunctionComponent<P> | null = null;
    return (props: P) => {
        const [Page, set] = useState<FunctionComponent<P> | null>(() => loaded);
        useEffect(() => {
            if (!Page) {
                load().then((found) => {
                    loaded = found;
                    set(() => found);
                });
            }
        }, []);
        return Page ? <Page {...props} /> : null;
    };
};
