import {
    autocompletion,
    type Completion,
    type CompletionContext,
    completionKeymap,
    type CompletionResult,
    startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { segmentName } from "../../names";
import type { Segment } from "../../types";
import { offersOf, type Phrase, phrasesOf, quoted, type RuleWords } from "./language";

/** An error at its place in a rule. */
export interface RuleError {
    position: number;
    message: string;
    suggestion: string | null;
}

interface Given {
    text: string;
    label: string;
    words: RuleWords;
    segments: Segment[];
    language: "ru" | "en";
    write: (text: string) => void;
    replace: (suggestion: string) => string;
}

/** The field a rule is written in. */
export interface RuleField {
    show: (text: string) => void;
    mark: (errors: RuleError[]) => void;
    stop: () => void;
}

const wordAt = /^[\p{L}\d_.\-]+/u;

const colouring = (phrases: Phrase[]): StreamLanguage<unknown> =>
    StreamLanguage.define({
        token: (stream) => {
            if (stream.eatSpace()) return null;
            if (stream.match(/^"[^"]*"?|^«[^»]*»?|^“[^”]*”?/)) return "string";
            if (stream.match(/^\d[\d\s.,]*%?(?![\p{L}])/u)) return "number";
            if (stream.match(/^[=<>!≤≥≠(),]+/)) return "operator";
            const rest = stream.string.slice(stream.pos).toLowerCase();
            const known = phrases.find(({ text }) => rest.startsWith(text) && !/^[\p{L}\d_.\-]/u.test(rest.slice(text.length)));
            if (known) {
                stream.pos += known.text.length;
                return known.kind === "field" ? "propertyName" : known.kind === "event" ? "labelName" : "keyword";
            }
            if (!stream.match(wordAt)) stream.next();
            return "string";
        },
    });

const colours = HighlightStyle.define([
    { tag: tags.propertyName, color: "var(--ink)", fontWeight: "600" },
    { tag: tags.labelName, color: "var(--ink)", fontWeight: "600" },
    { tag: tags.keyword, color: "var(--ink-3)" },
    { tag: tags.operator, color: "var(--ink-2)" },
    { tag: [tags.string, tags.number], color: "var(--blue)" },
]);

const looks = EditorView.theme({
    "&": { font: "13px/22px var(--mono)", color: "var(--ink)", backgroundColor: "var(--sunk)", borderRadius: "6px" },
    "&.cm-focused": { outline: "2px solid var(--blue)" },
    ".cm-scroller": { font: "inherit" },
    ".cm-content": { padding: "10px 12px", minHeight: "76px", caretColor: "var(--ink)" },
    ".cm-placeholder": { color: "var(--ink-3)" },
    "&.cm-focused .cm-selectionBackground, ::selection": { backgroundColor: "var(--blue-soft)" },
    ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)", textUnderlineOffset: "4px" },
    ".cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--line-2)", borderRadius: "6px" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { font: "13px/22px var(--mono)", maxHeight: "16em" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--blue-soft)", color: "var(--ink)" },
    ".cm-completionDetail": { font: "12px/22px var(--font)", fontStyle: "normal", color: "var(--ink-3)", marginLeft: "12px" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
    ".cm-diagnostic": { borderLeft: "3px solid var(--bad)", font: "13px/20px var(--font)" },
    ".cm-diagnosticAction": { backgroundColor: "var(--solid)", color: "var(--on-solid)" },
});

const afterSegment = /(?:segment|сегменте?|сегмента)\s+"?([\p{L}\d_-]*)$/iu;

const completing =
    (words: RuleWords, segments: Segment[], language: "ru" | "en") =>
    (context: CompletionContext): CompletionResult | null => {
        const before = context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos);
        const named = afterSegment.exec(before);
        if (named) return { from: context.pos - named[1].length, options: segments.map((one) => ofSegment(one)) };
        const offers = offersOf(words, language);
        const choices = choicesBefore(before, phrasesOf(words));
        const typed = /[\p{L}\d_.\-]*$/u.exec(before)![0];
        if (!context.explicit && typed.length < 2) return null;
        return {
            from: context.pos - typed.length,
            options: choices.length > 0 ? choices.map((label) => ({ label, type: "constant" })) : offers.map(ofPhrase),
            validFor: /^[\p{L}\d_.\-\s]*$/u,
        };
    };

const ofSegment = (segment: Segment): Completion => ({ label: quoted(segment), detail: segmentName(segment.id, segment.name) });

const ofPhrase = (offer: Phrase): Completion => ({
    label: offer.text,
    detail: offer.title,
    apply: `${offer.text} `,
    boost: offer.kind === "word" ? -10 : 0,
});

// "rating = " and "rating in (A, " ask for one of the ratings.
const choicesBefore = (before: string, phrases: Phrase[]): string[] => {
    const asked = before.toLowerCase().replace(/[\p{L}\d_-]*$/u, "").trimEnd();
    const list = /\b(?:in|is)\s*\(?[^()"]*$|(?:^|\s)в\s*\([^()"]*$/.exec(asked.slice(-80));
    const subject = asked.endsWith("=") ? asked.replace(/[!=]+$/, "") : list ? asked.slice(0, asked.length - list[0].length) : "";
    return phrases.find(({ text, choices }) => choices.length > 0 && subject.trimEnd().endsWith(text))?.choices ?? [];
};

/** Puts the field into an element. It lives in a shadow root: there its styles need no leave from the page's policy. */
export const open = (host: HTMLElement, given: Given): RuleField => {
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    const view = new EditorView({
        root: shadow,
        parent: shadow,
        state: EditorState.create({
            doc: given.text,
            extensions: [
                history(),
                colouring(phrasesOf(given.words)),
                syntaxHighlighting(colours),
                autocompletion({ override: [completing(given.words, given.segments, given.language)], icons: false }),
                keymap.of([
                    { key: "Ctrl-Space", run: startCompletion },
                    ...completionKeymap,
                    ...defaultKeymap,
                    ...historyKeymap,
                ]),
                EditorView.lineWrapping,
                EditorView.contentAttributes.of({ "aria-label": given.label, spellcheck: "false", autocapitalize: "off" }),
                placeholder(given.language === "ru" ? "заказов >= 3 и последний заказ старше 90 дней" : "orders.count >= 3 and orders.last older than 90 days"),
                EditorView.updateListener.of((update) => {
                    if (update.docChanged) given.write(update.state.doc.toString());
                }),
                looks,
            ],
        }),
    });
    return {
        show: (text) => {
            if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
        },
        mark: (errors) => view.dispatch(setDiagnostics(view.state, errors.map((error) => placed(error, view.state.doc.toString(), given)))),
        stop: () => view.destroy(),
    };
};

const placed = (error: RuleError, text: string, given: Given): Diagnostic => {
    const from = Math.min(error.position, text.length);
    const length = /^("[^"]*"|[\p{L}\d_.\-]+|\S)/u.exec(text.slice(from))?.[0].length ?? 0;
    return {
        from,
        to: from + length,
        severity: "error",
        message: error.message,
        actions: error.suggestion ? [{ name: given.replace(error.suggestion), apply: (view) => apply(view, from, length, error.suggestion!) }] : [],
    };
};

const apply = (view: EditorView, from: number, length: number, insert: string): void =>
    view.dispatch({ changes: { from, to: from + length, insert } });
