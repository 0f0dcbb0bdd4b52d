import { computed, type ReadonlySignal } from "@preact/signals";
import { language } from "../state";

/** What a page says in the reader's language. A page that is loaded on demand brings its own words with it. */
export const inBoth = <T>(en: T, ru: T): ReadonlySignal<T> => computed(() => (language.value === "ru" ? ru : en));

/** A number with its noun. */
export const countEn = (n: number, one: string, many: string): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** A number with its noun in the form Russian wants. */
export const countRu = (n: number, one: string, few: string, many: string): string => {
    const form = new Intl.PluralRules("ru").select(n);
    return `${n.toLocaleString("ru-RU")} ${form === "one" ? one : form === "few" ? few : many}`;
};
