import { money, number } from "./format";
import { words } from "./state";
import type { Entry } from "./types";

/** What an entry of a timeline says: a title, and what stands under it. */
export interface Told {
    title: string;
    detail: string;
}

type Data = Record<string, unknown>;

const text = (data: Data, ...names: string[]): string =>
    names
        .map((name) => data[name])
        .filter((value) => value !== null && value !== undefined && value !== "" && typeof value !== "object")
        .map(String)
        .join(", ");

const sum = (data: Data): string => {
    const value = data.total ?? data.amount;
    return typeof value === "number" ? money(value, typeof data.currency === "string" ? data.currency : null) : "";
};

const joined = (...parts: string[]): string => parts.filter(Boolean).join(", ");

// What machines use is left out: ids, digests, whole objects.
const others = (data: Data): string =>
    Object.entries(data)
        .filter(([name, value]) => !/id$|^import$|^version$/i.test(name) && value !== null && typeof value !== "object")
        .map(([name, value]) =>
            ["text", "title", "result", "url", "subject"].includes(name) ? String(value) : `${name}: ${String(value)}`,
        )
        .join(" · ");

/** Puts an entry in words. */
export const tell = (entry: Entry): Told => {
    const said = words.value.card;
    const { data } = entry;
    const title = said.kinds[entry.kind] ?? entry.kind;
    switch (entry.kind) {
        case "order":
        case "order.moved":
            return {
                title: joined(`${title} ${text(data, "number") || text(data, "order", "orderId")}`.trim(), sum(data)),
                detail: text(data, "status"),
            };
        case "refund":
            return {
                title: joined(`${title} ${text(data, "order", "orderId")}`.trim(), sum(data)),
                detail: text(data, "reason"),
            };
        case "visit":
            return { title: joined(title, text(data, "title", "query", "productId")), detail: text(data, "url") };
        case "call":
            return {
                title: joined(
                    title,
                    typeof data.durationSeconds === "number" ? said.minutes(number(data.durationSeconds / 60, 1)) : "",
                    text(data, "result"),
                ),
                detail: text(data, "text"),
            };
        case "task":
        case "deal":
            return { title: joined(title, text(data, "title")), detail: text(data, "state", "stage", "result", "reason") };
        default:
            return { title, detail: others(data) };
    }
};
