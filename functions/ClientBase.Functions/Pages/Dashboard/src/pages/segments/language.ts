import type { Segment } from "../../types";

interface Spellings {
    ru: string[];
    en: string[];
}

/** What a rule can be written with, as the API tells it. */
export interface RuleWords {
    fields: { names: Spellings; type: string; title: { ru: string; en: string }; choices: string[] }[];
    events: { names: Spellings; hasObject: boolean; title: { ru: string; en: string } }[];
    words: Spellings;
}

export type Kind = "field" | "event" | "word";

/** A phrase of the language. */
export interface Phrase {
    text: string;
    kind: Kind;
    title: string;
    choices: string[];
}

const both = (names: Spellings): string[] => [...names.en, ...names.ru];

/** Every phrase in either language, the longest first: so the first that fits at a place is the one meant there. */
export const phrasesOf = (words: RuleWords): Phrase[] =>
    [
        ...words.fields.flatMap((one) => both(one.names).map((text) => phrase(text, "field", one.choices))),
        ...words.events.flatMap((one) => both(one.names).map((text) => phrase(text, "event"))),
        ...both(words.words).map((text) => phrase(text, "word")),
    ].sort((a, b) => b.text.length - a.text.length);

const phrase = (text: string, kind: Kind, choices: string[] = []): Phrase => ({ text: text.toLowerCase(), kind, title: "", choices });

/** What is offered while somebody types in a language: a name a field, an event or a word. */
export const offersOf = (words: RuleWords, language: "ru" | "en"): Phrase[] => [
    ...words.fields.map((one) => ({
        // In Russian the spaced spelling reads like a sentence.
        text: language === "en" ? one.names.en[0] : (one.names.ru.find((name) => name.includes(" ")) ?? one.names.ru[0]),
        kind: "field" as const,
        title: one.title[language],
        choices: one.choices,
    })),
    ...words.events.map((one) => ({ text: one.names[language][0], kind: "event" as const, title: one.title[language], choices: [] })),
    ...words.words[language].map((text) => ({ text, kind: "word" as const, title: "", choices: [] })),
];

/** A segment's id as a rule writes it. */
export const quoted = (segment: Segment): string => (/^[\p{L}\d_-]+$/u.test(segment.id) ? segment.id : `"${segment.id}"`);
