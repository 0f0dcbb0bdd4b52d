import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A button for what cannot be taken back with another: it asks first, and says what would happen. */
export const Sure = (props: {
    label: string;
    ask: string;
    children: ComponentChildren;
    yes: string;
    no: string;
    act: () => void;
    isSmall?: boolean;
}) => {
    const [isAsking, asking] = useState(false);
    return (
        <>
            <button class={props.isSmall ? "btn s" : "btn"} aria-haspopup="dialog" onClick={() => asking(true)}>
                {props.label}
            </button>
            {isAsking && <Question {...props} close={() => asking(false)} />}
        </>
    );
};

type Asked = Parameters<typeof Sure>[0] & { close: () => void };

const Question = ({ ask, children, yes, no, act, close }: Asked) => {
    const dialog = useRef<HTMLDialogElement>(null);
    useEffect(() => dialog.current!.showModal(), []);
    const end = (isMeant: boolean) => (): void => {
        dialog.current!.close();
        if (isMeant) act();
    };
    return (
        <dialog ref={dialog} class="sure" aria-label={ask} onClose={close}>
            <h2>{ask}</h2>
            <p class="m1">{children}</p>
            <p class="row">
                <button class="btn" autofocus onClick={end(false)}>
                    {no}
                </button>
                <button class="btn no" onClick={end(true)}>
                    {yes}
                </button>
            </p>
        </dialog>
    );
};
