import { useState } from "preact/hooks";
import type { Problem } from "../../api";
import { type Field, type Kinds, whyNot } from "./draft";
import { said } from "./words";

/** A labelled control with what is wrong of it below. */
export const Labelled = (props: {
    id: string;
    label: string;
    hint?: string;
    why?: string;
    value: string;
    set: (value: string) => void;
    type?: "text" | "url" | "number" | "color";
    usual?: string;
    isLong?: boolean;
    isFixed?: boolean;
}) => {
    const shared = {
        class: "inp",
        id: props.id,
        value: props.value,
        placeholder: props.usual,
        disabled: props.isFixed,
        "aria-invalid": props.why ? true : undefined,
        "aria-describedby": props.why ? `${props.id}-why` : undefined,
    };
    return (
        <div class={props.why ? "fld err" : "fld"}>
            <label for={props.id}>{props.label}</label>
            {props.isLong ? (
                <textarea {...shared} rows={2} onInput={(event) => props.set(event.currentTarget.value)} />
            ) : (
                <input
                    {...shared}
                    type={(props.type ?? "text") as "text"}
                    onInput={(event) => props.set(event.currentTarget.value)}
                />
            )}
            {props.why && (
                <p class="why-not" id={`${props.id}-why`}>
                    {props.why}
                </p>
            )}
            {props.hint && <p class="hint">{props.hint}</p>}
        </div>
    );
};

/** The questions of a form: which, in which order, which of them must be answered. */
export const Fields = (props: {
    of: Field[];
    kinds: Kinds;
    language: string;
    problem: Problem | null;
    set: (fields: Field[]) => void;
}) => {
    const { of, kinds, language } = props;
    const [added, choose] = useState("");
    const [own, write] = useState("");
    const known = (name: string) => kinds.fields.find((field) => field.name === name);
    const change = (at: number, to: Partial<Field>): void =>
        props.set(of.map((field, index) => (index === at ? { ...field, ...to } : field)));
    const move = (at: number, by: number): void => {
        const moved = [...of];
        [moved[at], moved[at + by]] = [moved[at + by], moved[at]];
        props.set(moved);
    };
    const add = (): void => {
        const name = added === "+" ? own.trim() : added;
        if (!name || of.some((field) => field.name === name)) return;
        props.set([...of, { name }]);
        choose("");
        write("");
    };
    const why = whyNot(props.problem, "fields");
    return (
        <>
            <ul class="list asked">
                {of.map((field, at) => {
                    const title = field.label?.[language] || known(field.name)?.label[language] || field.name;
                    return (
                        <li key={field.name}>
                            <div>
                                <span class="t">{title}</span> <span class="m2 sm mono">{field.name}</span>
                                {!known(field.name) && (
                                    <Own
                                        at={at}
                                        field={field}
                                        kinds={kinds}
                                        language={language}
                                        change={(to) => change(at, to)}
                                    />
                                )}
                                <p class="why-not">
                                    {whyNot(
                                        props.problem,
                                        `fields[${at}]`,
                                        `fields[${at}].name`,
                                        `fields[${at}].input`,
                                        `fields[${at}].options`,
                                    )}
                                </p>
                            </div>
                            <span class="row">
                                <label class="nb">
                                    <input
                                        type="checkbox"
                                        checked={field.required}
                                        onChange={(event) => change(at, { required: event.currentTarget.checked })}
                                    />{" "}
                                    {said.value.required}
                                </label>
                                <label class="nb">
                                    <input
                                        type="checkbox"
                                        checked={field.progressive}
                                        onChange={(event) => change(at, { progressive: event.currentTarget.checked })}
                                    />{" "}
                                    {said.value.later}
                                </label>
                                <button
                                    type="button"
                                    class="btn s"
                                    aria-label={said.value.up(title)}
                                    disabled={at === 0}
                                    onClick={() => move(at, -1)}
                                >
                                    ↑
                                </button>
                                <button
                                    type="button"
                                    class="btn s"
                                    aria-label={said.value.down(title)}
                                    disabled={at === of.length - 1}
                                    onClick={() => move(at, 1)}
                                >
                                    ↓
                                </button>
                                <button
                                    type="button"
                                    class="btn s"
                                    aria-label={said.value.remove(title)}
                                    onClick={() => props.set(of.filter((_, index) => index !== at))}
                                >
                                    ×
                                </button>
                            </span>
                        </li>
                    );
                })}
            </ul>
            {why && <p class="why-not">{why}</p>}
            <p class="row mt2">
                <select
                    class="inp slim"
                    aria-label={said.value.add}
                    value={added}
                    onChange={(event) => choose(event.currentTarget.value)}
                >
                    <option value="">{said.value.add}</option>
                    {kinds.fields
                        .filter((field) => !of.some((one) => one.name === field.name))
                        .map((field) => (
                            <option key={field.name} value={field.name}>
                                {field.label[language]}
                            </option>
                        ))}
                    <option value="+">{said.value.own}</option>
                </select>
                {added === "+" && (
                    <input
                        class="inp slim"
                        value={own}
                        placeholder={said.value.ownName}
                        aria-label={said.value.ownName}
                        onInput={(event) => write(event.currentTarget.value)}
                    />
                )}
                <button type="button" class="btn s" disabled={!added} onClick={add}>
                    {said.value.addIt}
                </button>
            </p>
        </>
    );
};

const Own = (props: { at: number; field: Field; kinds: Kinds; language: string; change: (to: Partial<Field>) => void }) => {
    const { at, field, change } = props;
    const isChoice = field.input === "choice" || field.input === "choices";
    return (
        <div class="pairs mt2">
            <Labelled
                id={`label${at}`}
                label={said.value.label}
                value={field.label?.[props.language] ?? ""}
                set={(text) => change({ label: { ...field.label, [props.language]: text } })}
            />
            <div class="fld">
                <label for={`input${at}`}>{said.value.input}</label>
                <select
                    class="inp"
                    id={`input${at}`}
                    value={field.input ?? "text"}
                    onChange={(event) => change({ input: event.currentTarget.value })}
                >
                    {props.kinds.inputs.map((input) => (
                        <option key={input} value={input}>
                            {said.value.inputs[input] ?? input}
                        </option>
                    ))}
                </select>
            </div>
            {isChoice && (
                <Labelled
                    id={`options${at}`}
                    label={said.value.options}
                    value={(field.options ?? []).join(", ")}
                    set={(text) =>
                        change({
                            options: text
                                .split(",")
                                .map((one) => one.trim())
                                .filter(Boolean),
                        })
                    }
                />
            )}
        </div>
    );
};
