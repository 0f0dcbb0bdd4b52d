import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { useGet } from "../api";
import { go, words } from "../state";
import type { Contact, Page } from "../types";

export const isFinding = signal(false);

addEventListener("keydown", (event) => {
    const isTyping = (event.target as HTMLElement).matches("input, textarea, select, [contenteditable=true]");
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !isTyping)) {
        event.preventDefault();
        isFinding.value = true;
    }
});

/** Finds a person from anywhere. */
export const Finder = () => {
    const dialog = useRef<HTMLDialogElement>(null);
    const [typed, type] = useState("");
    const [asked, ask] = useState("");
    useEffect(() => {
        dialog.current!.showModal();
    }, []);
    useEffect(() => {
        const timer = setTimeout(() => ask(typed.trim()), 200);
        return () => clearTimeout(timer);
    }, [typed]);
    const found = useGet<Page<Contact>>(asked.length > 1 ? `contacts?take=8&q=${encodeURIComponent(asked)}` : null);
    const open = (to: string): void => {
        dialog.current!.close();
        go(to);
    };
    return (
        <dialog
            ref={dialog}
            class="pal"
            aria-label={words.value.find}
            onClose={() => {
                isFinding.value = false;
            }}
        >
            <form
                onSubmit={(event) => {
                    event.preventDefault();
                    open(`#/contacts?q=${encodeURIComponent(typed)}`);
                }}
            >
                <input
                    autofocus
                    placeholder={words.value.findHint}
                    aria-label={words.value.findHint}
                    value={typed}
                    onInput={(event) => type(event.currentTarget.value)}
                />
            </form>
            <ul>
                {found.value?.items.map((contact) => (
                    <li key={contact.id}>
                        <a
                            href={`#/contacts/${contact.id}`}
                            onClick={(event) => {
                                event.preventDefault();
                                open(`#/contacts/${contact.id}`);
                            }}
                        >
                            <span>{contact.name.full || contact.emails[0] || contact.phones[0] || contact.id}</span>
                            <span class="m2">{contact.emails[0]}</span>
                        </a>
                    </li>
                ))}
            </ul>
        </dialog>
    );
};
