import { language } from "./state";

const locale = (): string => (language.value === "ru" ? "ru-RU" : "en-GB");
const UNKNOWN = "—";
const MINUS = "−";

type Maybe<T> = T | null | undefined;

const signed = (text: string): string => text.replace("-", MINUS);

export const number = (value: Maybe<number>, digits = 0): string =>
    value === null || value === undefined
        ? UNKNOWN
        : signed(new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value));

export const percent = (share: Maybe<number>, digits = 1): string =>
    share === null || share === undefined
        ? UNKNOWN
        : signed(new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: digits }).format(share));

export const money = (value: Maybe<number>, currency: Maybe<string>): string => {
    if (value === null || value === undefined) return UNKNOWN;
    if (!currency) return number(value, 2);
    const isBig = Math.abs(value) >= 1_000_000;
    return signed(
        new Intl.NumberFormat(locale(), {
            style: "currency",
            currency,
            currencyDisplay: "narrowSymbol",
            maximumFractionDigits: isBig ? 1 : Number.isInteger(value) ? 0 : 2,
            minimumFractionDigits: 0,
            notation: isBig ? "compact" : "standard",
        }).format(value),
    );
};

const isThisYear = (date: Date): boolean => date.getFullYear() === new Date().getFullYear();

export const day = (at: Maybe<string>): string =>
    at
        ? new Date(at).toLocaleDateString(locale(), {
              day: "numeric",
              month: "short",
              ...(!isThisYear(new Date(at)) && { year: "numeric" }),
          })
        : UNKNOWN;

export const moment = (at: Maybe<string>): string =>
    at ? `${day(at)} ${new Date(at).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" })}` : UNKNOWN;

/** How long ago, in the largest unit that fits. */
export const ago = (at: Maybe<string>): string => {
    if (!at) return UNKNOWN;
    const seconds = (Date.parse(at) - Date.now()) / 1000;
    const units: [Intl.RelativeTimeFormatUnit, number][] = [
        ["year", 31_536_000],
        ["month", 2_592_000],
        ["day", 86_400],
        ["hour", 3_600],
        ["minute", 60],
    ];
    const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
    return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
};
