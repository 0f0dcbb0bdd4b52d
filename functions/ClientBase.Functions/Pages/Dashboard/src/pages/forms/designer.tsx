import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { latinId } from "../../ids";
import { Await, Head } from "../../parts/sheet";
import { go, language, say } from "../../state";
import type { Form } from "../../types";
import { definitionOf, type Draft, draftOf, type Kinds, whyNot } from "./draft";
import { Fields, Labelled } from "./fields";
import { Preview } from "./preview";
import { Snippets } from "./snippets";
import { said } from "./words";

/** A form is put together here, and seen as people will see it. */
export const FormPage = ({ id }: { id: string }) => {
    const kinds = useGet<Kinds>("form-kinds");
    const form = useGet<Form & Draft>(id === "+" ? null : `forms/${encodeURIComponent(id)}`);
    return (
        <Await of={kinds}>
            {(made) =>
                id === "+" ? (
                    <Designer kinds={made} />
                ) : (
                    <Await of={form}>{(value) => <Designer key={value.id} kinds={made} form={value} again={form.again} />}</Await>
                )
            }
        </Await>
    );
};

type Texts = "title" | "text" | "button" | "thankYouText";

const Designer = ({ kinds, form, again }: { kinds: Kinds; form?: Form & Draft; again?: () => void }) => {
    const [draft, set] = useState<Draft>(form ? draftOf(form) : { kind: "newsletter" });
    const [typedId, typeId] = useState("");
    const [texts, setTexts] = useState<string>(language.value);
    const [live, setLive] = useState<Problem | null>(null);
    const [refused, refuse] = useState<Problem | null>(null);
    const kind = kinds.kinds.find((one) => one.id === draft.kind);
    const title = draft.title?.[texts] ?? "";
    const id = form?.id ?? (typedId || latinId(draft.title?.ru || draft.title?.en || draft.kind));
    const problem = live ?? refused;
    const change = (to: Partial<Draft>): void => {
        set({ ...draft, ...to });
        refuse(null);
    };
    const say1 = (name: Texts) => (text: string) => change({ [name]: { ...draft[name], [texts]: text } });
    const save = (event: Event): void => {
        event.preventDefault();
        send("PUT", `forms/${encodeURIComponent(id)}`, definitionOf(draft)).then(() => {
            say(said.value.saved);
            refuse(null);
            if (form) again!();
            else go(`#/forms/${encodeURIComponent(id)}`);
        }, refuse);
    };
    const input = (name: Texts, label: string, isLong?: boolean, usual?: string) => (
        <Labelled id={name} label={label} isLong={isLong} value={draft[name]?.[texts] ?? ""} usual={usual} set={say1(name)} />
    );
    return (
        <form class="designer" onSubmit={save}>
            <div>
                <Head
                    title={title || kind?.title[texts] || said.value.unnamed}
                    crumb={<a href="#/forms">{said.value.title}</a>}
                    actions={<button class="btn go">{said.value.save}</button>}
                />
                {refused && Object.keys(refused.errors).length === 0 && (
                    <p class="errbox" role="alert">
                        {refused.message}
                    </p>
                )}
                <h2>{said.value.about}</h2>
                <div class="fld">
                    <label for="kind">{said.value.kind}</label>
                    <select
                        class="inp"
                        id="kind"
                        value={draft.kind}
                        onChange={(event) => change({ kind: event.currentTarget.value, fields: undefined })}
                    >
                        {kinds.kinds.map((one) => (
                            <option key={one.id} value={one.id}>
                                {one.title[language.value]}
                            </option>
                        ))}
                        {!kind && <option value={draft.kind}>{draft.kind}</option>}
                    </select>
                    <p class="why-not">{whyNot(problem, "kind")}</p>
                </div>
                <Labelled
                    id="id"
                    label={said.value.id}
                    hint={form ? undefined : said.value.idHint}
                    isFixed={Boolean(form)}
                    value={id}
                    set={typeId}
                />
                <TextsIn chosen={texts} choose={setTexts} />
                {input("title", said.value.heading, false, kind?.title[texts])}
                {input("text", said.value.text, true)}
                {input("button", said.value.button, false, kind?.button[texts])}
                <h2>{said.value.fields}</h2>
                <p class="note">{said.value.fieldsHint}</p>
                <Fields
                    of={draft.fields?.length ? draft.fields : (kind?.fields ?? [])}
                    kinds={kinds}
                    language={texts}
                    problem={problem}
                    set={(fields) => change({ fields })}
                />
                <Consents draft={draft} texts={texts} change={change} />
                <Looks draft={draft} texts={texts} problem={problem} change={change} />
                <h2>{said.value.after}</h2>
                {input("thankYouText", said.value.thanks, true)}
                <Labelled
                    id="url"
                    label={said.value.thanksUrl}
                    type="url"
                    value={draft.thankYouUrl ?? ""}
                    why={whyNot(problem, "thankYouUrl")}
                    set={(thankYouUrl) => change({ thankYouUrl })}
                />
                <Labelled
                    id="origins"
                    label={said.value.origins}
                    hint={said.value.originsHint}
                    value={(draft.allowedOrigins ?? []).join(", ")}
                    why={whyNot(problem, "allowedOrigins")}
                    set={(text) =>
                        change({
                            allowedOrigins: text
                                .split(",")
                                .map((one) => one.trim())
                                .filter(Boolean),
                        })
                    }
                />
                <p class="mt2">
                    <button class="btn go">{said.value.save}</button>
                </p>
                <h2>{said.value.put}</h2>
                {form ? (
                    <Snippets form={form} draft={draft} kinds={kinds} texts={texts} />
                ) : (
                    <p class="note">{said.value.firstSave}</p>
                )}
            </div>
            <aside>
                {live && (
                    <p class="errbox" role="status">
                        {said.value.needs}
                    </p>
                )}
                <Preview id={id} draft={draft} language={texts} told={setLive} />
            </aside>
        </form>
    );
};

const TextsIn = ({ chosen, choose }: { chosen: string; choose: (language: string) => void }) => (
    <>
        <p class="row">
            <span class="lab">{said.value.texts}</span>
            <span class="tg" role="group" aria-label={said.value.texts}>
                {["ru", "en"].map((one) => (
                    <button key={one} type="button" aria-pressed={chosen === one} onClick={() => choose(one)}>
                        {one}
                    </button>
                ))}
            </span>
        </p>
        <p class="note sm">{said.value.otherLanguage}</p>
    </>
);

type Part = { draft: Draft; texts: string; change: (to: Partial<Draft>) => void };

const Consents = ({ draft, texts, change }: Part) => {
    const consent = draft.consentText ?? {};
    const put = (to: Record<string, unknown>): void => change({ consentText: { ...consent, ...to } });
    const of = (purpose: string): string => {
        const own = consent[purpose];
        return typeof own === "string" ? own : ((own as Record<string, string> | undefined)?.[texts] ?? "");
    };
    const purpose = (name: "marketing" | "offers", hint?: string) => (
        <Labelled
            id={name}
            label={said.value[name]}
            hint={hint}
            value={of(name)}
            set={(text) =>
                put({ [name]: { ...(typeof consent[name] === "object" ? (consent[name] as object) : {}), [texts]: text } })
            }
        />
    );
    return (
        <>
            <h2>{said.value.consent}</h2>
            <p class="note">{said.value.consentHint}</p>
            <Labelled
                id="processing"
                label={said.value.processing}
                isLong
                value={String(consent[texts] ?? "")}
                set={(text) => put({ [texts]: text })}
            />
            {purpose("marketing")}
            {purpose("offers", said.value.offersHint)}
            <div class="pairs">
                <Labelled
                    id="whole"
                    label={said.value.url}
                    type="url"
                    value={String(consent.url ?? "")}
                    set={(url) => put({ url })}
                />
                <Labelled
                    id="version"
                    label={said.value.version}
                    value={String(consent.version ?? "")}
                    set={(version) => put({ version })}
                />
            </div>
            <p class="hint">{said.value.versionHint}</p>
            <div class="chk">
                <input
                    id="twice"
                    type="checkbox"
                    checked={draft.doubleOptIn}
                    onChange={(event) => change({ doubleOptIn: event.currentTarget.checked })}
                />
                <label for="twice">{said.value.twice}</label>
            </div>
        </>
    );
};

const Looks = ({ draft, texts, problem, change }: Part & { problem: Problem | null }) => {
    const theme = draft.theme ?? {};
    const put = (to: NonNullable<Draft["theme"]>): void => change({ theme: { ...theme, ...to } });
    return (
        <>
            <h2>{said.value.theme}</h2>
            <div class="pairs">
                <Labelled
                    id="accent"
                    label={said.value.accent}
                    type="color"
                    value={theme.accent ?? "#2447c6"}
                    why={whyNot(problem, "theme.accent")}
                    set={(accent) => put({ accent })}
                />
                <Labelled
                    id="radius"
                    label={said.value.radius}
                    type="number"
                    value={String(theme.radius ?? 6)}
                    why={whyNot(problem, "theme.radius")}
                    set={(radius) => put({ radius: radius === "" ? null : Number(radius) })}
                />
            </div>
            <Labelled
                id="shop"
                label={said.value.shop}
                value={theme.shop?.[texts] ?? ""}
                set={(name) => put({ shop: { ...theme.shop, [texts]: name } })}
            />
            <Labelled
                id="image"
                label={said.value.image}
                type="url"
                value={theme.image ?? ""}
                why={whyNot(problem, "theme.image")}
                set={(image) => put({ image })}
            />
        </>
    );
};
