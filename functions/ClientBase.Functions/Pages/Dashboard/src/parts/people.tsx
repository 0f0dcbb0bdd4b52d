import { signal } from "@preact/signals";
import type { Ref } from "preact";
import { useEffect, useRef } from "preact/hooks";
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

const LOOKED_AT = 250; // Milliseconds: a line that is scrolled past, or pushed away while the page fills, is not read.

const inSight = new Set<Element>();

// Whose line is in sight is asked for by name: each name is a read, and a list is longer than what is looked at.
const sight = new IntersectionObserver((lines) => {
    for (const { target, isIntersecting } of lines) {
        if (isIntersecting) inSight.add(target);
        else inSight.delete(target);
    }
    setTimeout(() => inSight.forEach((line) => wish((line as HTMLElement).dataset.person!)), LOOKED_AT);
});

/** What a contact is called that a line in sight tells of; its id until that is known. */
export const nameOf = (id: string): string => names.value.get(id) ?? id;

/** A contact by its name, with the way to its card. */
export const Person = ({ id, isPlain }: { id: string; isPlain?: boolean }) => {
    const line = useRef<HTMLElement>(null);
    useEffect(() => {
        const shown = line.current!;
        sight.observe(shown);
        return () => {
            sight.unobserve(shown);
            inSight.delete(shown);
        };
    }, [id]);
    const name = nameOf(id);
    return isPlain ? (
        <span ref={line} data-person={id}>
            {name}
        </span>
    ) : (
        <a
            ref={line as Ref<HTMLAnchorElement>}
            data-person={id}
            class={name === id ? "mono" : undefined}
            href={`#/contacts/${id}`}
        >
            {name}
        </a>
    );
};
