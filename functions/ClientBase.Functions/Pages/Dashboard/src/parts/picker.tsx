import { useEffect, useState } from "preact/hooks";
import { useGet } from "../api";
import { words } from "../state";
import type { Contact, Page } from "../types";

/** Finds one person by any word of theirs. */
export const PersonPicker = ({ id, label, pick }: { id: string; label: string; pick: (contact: Contact) => void }) => {
    const [typed, type] = useState("");
    const [asked, ask] = useState("");
    useEffect(() => {
        const timer = setTimeout(() => ask(typed.trim()), 250);
        return () => clearTimeout(timer);
    }, [typed]);
    const found = useGet<Page<Contact>>(asked.length > 1 ? `contacts?take=6&q=${encodeURIComponent(asked)}` : null);
    return (
        <div class="fld picker">
            <label for={id}>{label}</label>
            <input
                class="inp"
                id={id}
                type="search"
                autocomplete="off"
                placeholder={words.value.findHint}
                value={typed}
                onInput={(event) => type(event.currentTarget.value)}
            />
            {found.value && found.value.items.length === 0 && <p class="note sm">{words.value.nothingFound}</p>}
            <p class="row chips mt2">
                {found.value?.items.map((contact) => (
                    <button
                        key={contact.id}
                        type="button"
                        class="btn s"
                        onClick={() => {
                            pick(contact);
                            type("");
                        }}
                    >
                        {contact.name.full || contact.emails[0] || contact.phones[0] || contact.id}
                    </button>
                ))}
            </p>
        </div>
    );
};
