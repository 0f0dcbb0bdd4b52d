import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";

/** What the API refuses or fails with, as problem details say it. */
export class Problem extends Error {
    constructor(
        readonly status: number,
        detail: string,
        readonly errors: Record<string, unknown> = {},
        readonly id?: string,
    ) {
        super(detail);
    }
}

const KEY = "clientbase.key";
const STAFF = "clientbase.staff";

// Kept for this tab alone, and sent in headers alone.
const read = (name: string): string => {
    try {
        return sessionStorage.getItem(name) ?? "";
    } catch {
        return "";
    }
};
const write = (name: string, value: string): void => {
    try {
        sessionStorage.setItem(name, value);
    } catch {
        /* Lasts as long as the page. */
    }
};

export const keys = signal({ key: read(KEY), staff: read(STAFF) });
export const needsKey = signal(false);

export const useKeys = (key: string, staff: string): void => {
    write(KEY, key);
    write(STAFF, staff);
    recent.clear();
    keys.value = { key, staff };
    needsKey.value = false;
};

const headers = (): Record<string, string> => ({
    ...(keys.value.key && { "x-functions-key": keys.value.key }),
    ...(keys.value.staff && { authorization: `Bearer ${keys.value.staff}` }),
});

export const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const isFile = body instanceof Blob;
    const response = await fetch(`/api/${path}`, {
        method,
        headers: {
            ...headers(),
            accept: "application/json",
            ...(body !== undefined && !isFile && { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : isFile ? body : JSON.stringify(body),
    }).catch(() => {
        throw new Problem(0, "");
    });
    if (response.ok) return response;
    if (response.status === 401) needsKey.value = true;
    const problem = await response.json().catch(() => ({}));
    throw new Problem(response.status, problem.detail ?? problem.title ?? "", problem.errors, problem.id ?? problem.traceId);
};

export const get = async <T>(path: string): Promise<T> => (await call("GET", path)).json();

const MOST_RECENT = 40;

// The last answers of this tab by their path: what one part of a page has just asked for, another need not ask for again.
const recent = new Map<string, { at: number; answer: Promise<unknown> }>();

const getRecent = <T>(path: string, maxAge: number): Promise<T> => {
    const known = recent.get(path);
    if (known && Date.now() - known.at < maxAge * 1000) return known.answer as Promise<T>;
    const answer = get<T>(path);
    recent.delete(path);
    recent.set(path, { at: Date.now(), answer });
    if (recent.size > MOST_RECENT) recent.delete(recent.keys().next().value!);
    answer.catch(() => recent.delete(path));
    return answer;
};

export const send = async <T>(method: string, path: string, body?: unknown): Promise<T | null> => {
    const text = await (await call(method, path, body)).text();
    return text ? JSON.parse(text) : null;
};

/** Saves a file of the API under its own name: a link could not carry the key. */
export const download = async (path: string, name: string): Promise<void> => {
    const address = URL.createObjectURL(await (await call("GET", path)).blob());
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
};

export interface Loaded<T> {
    value?: T;
    problem?: Problem;
    again: () => void;
}

/**
 * What the API answers, asked again when the path, the keys or the wish change. Without a path nothing is asked. An answer this tab has
 * had already, of at most so many seconds ago, will do.
 */
export const useGet = <T>(path: string | null, everySeconds = 0, maxAgeSeconds = 0): Loaded<T> => {
    const [state, set] = useState<{ path: string | null; value?: T; problem?: Problem }>({ path });
    const [round, setRound] = useState(0);
    const current = keys.value;
    useEffect(() => {
        if (path === null) return;
        let isOver = false;
        getRecent<T>(path, round === 0 ? maxAgeSeconds : 0).then(
            (value) => {
                if (!isOver) set({ path, value });
            },
            (problem: Problem) => {
                if (!isOver) set((before) => ({ path, problem, value: before.path === path ? before.value : undefined }));
            },
        );
        const timer = everySeconds ? setTimeout(() => setRound((n) => n + 1), everySeconds * 1000) : 0;
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }, [path, round, current]);
    return {
        ...(state.path === path ? { value: state.value, problem: state.problem } : {}),
        again: () => setRound((n) => n + 1),
    };
};
