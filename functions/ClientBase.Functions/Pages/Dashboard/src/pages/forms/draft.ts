import type { Problem } from "../../api";

type Texts = Record<string, string>;

/** A field of a form, as its definition holds it. */
export interface Field {
    name: string;
    required?: boolean;
    label?: Texts | null;
    hint?: Texts | null;
    input?: string | null;
    options?: string[] | null;
    progressive?: boolean;
}

/** A form's definition, as far as it is designed here; what else it has is kept as it is. */
export interface Draft {
    kind: string;
    title?: Texts | null;
    text?: Texts | null;
    button?: Texts | null;
    thankYouText?: Texts | null;
    thankYouUrl?: string | null;
    fields?: Field[] | null;
    allowedOrigins?: string[] | null;
    doubleOptIn?: boolean;
    consentText?: Record<string, unknown> | null;
    theme?: { accent?: string | null; radius?: number | null; shop?: Texts | null; image?: string | null } | null;
    [more: string]: unknown;
}

/** What forms can be made of. */
export interface Kinds {
    kinds: { id: string; title: Texts; button: Texts; fields: Field[] }[];
    fields: { name: string; label: Texts; input: string }[];
    inputs: string[];
}

const SHOWN_ONLY = ["id", "textVersion", "page", "embed", "warnings"];

/** A form as it is shown, without what only the showing adds. */
export const draftOf = (form: Record<string, unknown>): Draft =>
    Object.fromEntries(Object.entries(form).filter(([name, value]) => value !== null && !SHOWN_ONLY.includes(name))) as Draft;

// A text that is empty is not there: then the usual one of the kind stands.
const filled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value)
        .map(([name, one]): [string, unknown] => [name, filled(one)])
        .filter(([, one]) => one !== null && one !== undefined && one !== "");
    return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};

/** The definition to send. */
export const definitionOf = (draft: Draft): Draft => ({ ...(filled(draft) as Draft), kind: draft.kind });

/** Why a member is refused; empty when it is not. */
export const whyNot = (problem: Problem | null, ...members: string[]): string =>
    Object.entries(problem?.errors ?? {})
        .filter(([name]) => members.includes(name))
        .flatMap(([, why]) => why as string[])
        .join("; ");

const escaped = (text: string): string =>
    text.replace(/[&<>"]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[char]!);

const typeOf: Record<string, string> = { email: "email", phone: "tel", date: "date", number: "number", hidden: "hidden" };

const control = (field: Field, input: string, required: string): string => {
    const name = escaped(field.name);
    if (input === "longText") return `<textarea name="${name}"${required}></textarea>`;
    if (field.options?.length)
        return `<select name="${name}"${required}>${field.options.map((one) => `<option>${escaped(one)}</option>`).join("")}</select>`;
    if (input === "yesNo") return `<input type="checkbox" name="${name}" value="yes"${required}>`;
    const range = input === "score" ? ' min="0" max="10"' : input === "rating" ? ' min="1" max="5"' : "";
    return `<input type="${range ? "number" : (typeOf[input] ?? "text")}" name="${name}"${range}${required}>`;
};

/** The form as plain HTML, for a page with a look of its own. */
export const plainHtml = (
    address: string,
    draft: Draft,
    kinds: Kinds,
    language: string,
    consents: { processing: string; marketing: string },
): string => {
    const kind = kinds.kinds.find((one) => one.id === draft.kind);
    const fields = draft.fields?.length ? draft.fields : (kind?.fields ?? []);
    const lines = fields.map((field) => {
        const known = kinds.fields.find((one) => one.name === field.name);
        const input = field.input ?? known?.input ?? "text";
        const html = control(field, input, field.required ? " required" : "");
        return input === "hidden"
            ? `  ${html}`
            : `  <label>${escaped(field.label?.[language] ?? known?.label[language] ?? field.name)} ${html}</label>`;
    });
    const processing = draft.consentText
        ? [
              `  <label><input type="checkbox" name="consent_processing" value="yes" required> ${escaped(consents.processing)}</label>`,
          ]
        : [];
    return [
        `<form method="post" action="${escaped(address)}" accept-charset="utf-8">`,
        ...lines,
        ...processing,
        `  <label><input type="checkbox" name="consent_marketing" value="yes"> ${escaped(consents.marketing)}</label>`,
        '  <input name="_hp" hidden autocomplete="off">',
        `  <button>${escaped(draft.button?.[language] ?? kind?.button[language] ?? "")}</button>`,
        "</form>",
    ].join("\n");
};
