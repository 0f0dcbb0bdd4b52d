import { computed, signal } from "@preact/signals";
import { en } from "./words/en";
import { ru } from "./words/ru";

export type Language = "ru" | "en";

/** Where the reader is: the path and query behind the hash. */
export interface Place {
    path: string[];
    query: URLSearchParams;
}

// A browser may forbid storage: then choices last as long as the page.
const kept = (storage: () => Storage, name: string) => ({
    get: (): string | null => {
        try {
            return storage().getItem(name);
        } catch {
            return null;
        }
    },
    set: (value: string): void => {
        try {
            storage().setItem(name, value);
        } catch {
            /* As above. */
        }
    },
});

const keptLanguage = kept(() => localStorage, "clientbase.language");
const keptTheme = kept(() => localStorage, "clientbase.theme");

const firstLanguage = (): Language => {
    const chosen = keptLanguage.get() ?? document.documentElement.lang;
    return chosen === "ru" ? "ru" : "en";
};

export const language = signal<Language>(firstLanguage());
export const words = computed(() => (language.value === "ru" ? ru : en));
export const theme = signal(document.documentElement.dataset.theme === "dark" ? "dark" : "light");
export const toast = signal<{ text: string; undo?: () => void } | null>(null);
export const place = signal<Place>(read());

export const setLanguage = (value: Language): void => {
    language.value = value;
    document.documentElement.lang = value;
    keptLanguage.set(value);
};

export const setTheme = (value: "light" | "dark"): void => {
    theme.value = value;
    document.documentElement.dataset.theme = value;
    keptTheme.set(value);
};

export const go = (to: string): void => {
    location.hash = to;
};

let fading = 0;

/** Says that something was done, and offers to undo it for six seconds. */
export const say = (text: string, undo?: () => void): void => {
    toast.value = { text, undo };
    clearTimeout(fading);
    fading = window.setTimeout(() => {
        toast.value = null;
    }, 6000);
};

function read(): Place {
    const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
    return { path: path.split("/").filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

document.documentElement.lang = language.value;
addEventListener("hashchange", () => {
    place.value = read();
});
