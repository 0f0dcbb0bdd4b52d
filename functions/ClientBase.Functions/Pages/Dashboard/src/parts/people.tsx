import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "../api";

const AT_ONCE = 100;

// Asked for once a tab: a name changes seldom, and each that is read counts for who reads.
const names = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

const ask = (ids: string[]): void => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
        get<{ items: { id: string; name: string }[] }>(`contacts/names?ids=${ids.slice(at, at + AT_ONCE).join(",")}`).then(
            ({ items }) => {
                names.value = new Map([...names.value, ...items.map(({ id, name }): [string, string] => [id, name])]);
            },
            () => undefined, // The ids stay where the names would stand.
        );
    }
};

let waiting: string[] = [];

const wish = (id: string): void => {
    if (asked.has(id)) return;
    asked.add(id);
    if (waiting.length === 0)
        setTimeout(() => {
            const ids = waiting;
            waiting = [];
            ask(ids);
        });
    waiting.push(id);
};

/** What to call a contact that is told of by its id; the id until the name is known. */
export const useName = (id: string): string => {
    useEffect(() => wish(id), [id]);
    return names.value.get(id) ?? id;
};

/** A contact by its name, with the way to its card. */
export const Person = ({ id, isPlain }: { id: string; isPlain?: boolean }) => {
    const name = useName(id);
    return isPlain ? (
        <>{name}</>
    ) : (
        <a class={name === id ? "mono" : undefined} href={`#/contacts/${id}`}>
            {name}
        </a>
    );
};
