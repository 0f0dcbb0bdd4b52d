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

export const call = async (method: string, path: string, body?: unknown, maxAge?: number): Promise<Response> => {
    const isFile = body instanceof Blob;
    const response = await fetch(`/api/${path}`, {
        method,
        headers: {
            ...headers(),
            accept: "application/json",
            ...(maxAge !== undefined && { "cache-control": `max-age=${maxAge}` }),
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

/** What the API answered, and of when it is: some figures are kept for those who take them a little older. */
interface Answer<T> {
    value: T;
    at: number;
}

const ask = async <T>(path: string, maxAge?: number): Promise<Answer<T>> => {
    const response = await call("GET", path, undefined, maxAge);
    return { value: await response.json(), at: Date.now() - Number(response.headers.get("age") ?? 0) * 1000 };
};

/** How many seconds old figures may be that take many reads: the queues are counted every five minutes anyway. */
export const RECENT = 300;

const MOST_RECENT = 40;

// The last answers of this tab by their path: what one part of a page has just asked for, another need not ask for again.
const recent = new Map<string, { at: number; answer: Promise<unknown> }>();

const getRecent = <T>(path: string, maxAge?: number): Promise<Answer<T>> => {
    const known = recent.get(path);
    if (known && Date.now() - known.at < (maxAge ?? 0) * 1000) return known.answer as Promise<Answer<T>>;
    const answer = ask<T>(path, maxAge);
    recent.delete(path);
    recent.set(path, { at: Date.now(), answer });
    if (recent.size > MOST_RECENT) recent.delete(recent.keys().next().value!);
    answer.catch(() => recent.delete(path));
    return answer;
};

export const send = async <T>(method: string, path: string, body?: unknown): Promise<T | null> => {
    const text = await (await call(method, path, body)).text();
    recent.clear(); // Something is different now.
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
    /** Of when it is. */
    at?: number;
    problem?: Problem;
    again: () => void;
}

/**
 * What the API answers, asked again when the path, the keys or the wish change. Without a path nothing is asked. Where an age is said,
 * an answer of at most so many seconds ago will do: one that this tab has had already, or that is kept.
 */
export const useGet = <T>(path: string | null, everySeconds = 0, maxAgeSeconds?: number): Loaded<T> => {
    const [state, set] = useState<{ path: string | null; value?: T; at?: number; problem?: Problem }>({ path });
    const [round, setRound] = useState({ isWish: false });
    const current = keys.value;
    useEffect(() => {
        if (path === null) return;
        let isOver = false;
        getRecent<T>(path, maxAgeSeconds !== undefined && round.isWish ? 0 : maxAgeSeconds).then(
            ({ value, at }) => {
                if (!isOver) set({ path, value, at });
            },
            (problem: Problem) => {
                if (!isOver) set((before) => ({ ...(before.path === path && before), path, problem }));
            },
        );
        const timer = everySeconds ? setTimeout(() => setRound({ isWish: false }), everySeconds * 1000) : 0;
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }, [path, round, current]);
    return {
        ...(state.path === path ? { value: state.value, at: state.at, problem: state.problem } : {}),
        again: () => setRound({ isWish: true }),
    };
};
