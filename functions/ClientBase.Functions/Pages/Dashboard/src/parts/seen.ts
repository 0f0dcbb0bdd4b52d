import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/**
 * Whether the whole of something has come into view, so that what lies further down is asked for when somebody gets there. Watched for
 * once what stands above it has its height.
 */
export const useSeen = <T extends Element>(isReady: boolean): [RefObject<T | null>, boolean] => {
    const element = useRef<T | null>(null);
    const [isSeen, see] = useState(false);
    useEffect(() => {
        if (isSeen || !isReady || !element.current) return;
        const watch = new IntersectionObserver(
            (found) => {
                if (found.some((one) => one.isIntersecting)) see(true);
            },
            { threshold: 1 },
        );
        watch.observe(element.current);
        return () => watch.disconnect();
    }, [isSeen, isReady]);
    return [element, isSeen];
};
