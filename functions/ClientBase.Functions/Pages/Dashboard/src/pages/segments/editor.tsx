import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { number } from "../../format";
import { Await, Head, Section } from "../../parts/sheet";
import { go, language, say, words } from "../../state";
import type { Segment } from "../../types";
import { People } from "../contacts";
import { type Clause, errorsOf, mended, type Preview, RuleBox, useTrial } from "./rule";
import type { RuleError } from "./rulefield";
import { latinId } from "../../ids";
import { said } from "./words";

/** A segment's rule, new or changed. */
export const SegmentEditor = ({ id }: { id: string }) => {
    if (id === "+") return <Editor />;
    return <Existing id={id} />;
};

const Existing = ({ id }: { id: string }) => {
    const segment = useGet<Segment>(`segments/${encodeURIComponent(id)}`);
    return <Await of={segment}>{(one) => <Editor segment={one} />}</Await>;
};

const Editor = ({ segment }: { segment?: Segment }) => {
    const [rule, write] = useState(segment?.rule ?? "");
    const [name, setName] = useState(segment?.name ?? "");
    const [off, setOff] = useState<readonly string[]>([]);
    const [refused, refuse] = useState<RuleError[]>([]);
    const [put, setPut] = useState<{ text: string } | null>(null);
    const whole = useTrial(rule);
    const clauses = whole.preview?.clauses ?? [];
    const kept = clauses.filter((clause) => !off.includes(clause.canonical));
    const isPart = kept.length < clauses.length && kept.length > 0;
    const part = kept.map((clause) => `(${clause.text})`).join(language.value === "ru" ? " и " : " and ");
    const partial = useTrial(isPart ? part : "");
    const trial = isPart ? partial : whole;
    const errors = whole.errors.length > 0 ? whole.errors : refused;
    const change = (text: string): void => {
        write(text);
        refuse([]);
    };
    const replace = (text: string): void => {
        change(text);
        setPut({ text });
    };
    const save = (event: Event): void => {
        event.preventDefault();
        const id = segment?.id ?? latinId(name);
        send("PUT", `segments/${encodeURIComponent(id)}`, { name, rule: isPart ? part : rule }).then(
            () => {
                say(words.value.saved);
                go(`#/segments/${encodeURIComponent(id)}`);
            },
            (problem: Problem) => refuse(errorsOf(problem)),
        );
    };
    return (
        <form onSubmit={save}>
            <Head
                title={segment ? segment.name : words.value.segments.fresh}
                crumb={<a href="#/segments">{words.value.segments.title}</a>}
                actions={
                    <button class="btn go" disabled={errors.length > 0 || !rule.trim() || !name.trim()}>
                        {words.value.save}
                    </button>
                }
            />
            <Section id="rule" ask={said.value.whom}>
                <Total preview={trial.preview} isCounting={trial.isCounting} isRight={errors.length === 0} />
                <div class="fld named">
                    <label for="name">{said.value.name}</label>
                    <input class="inp" id="name" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
                </div>
                <RuleBox rule={rule} put={put} errors={errors} write={change} />
                <p class="m2 sm hints">{said.value.hints}</p>
                <div role="status">
                    {errors.map((error, index) => (
                        <ErrorLine key={index} error={error} mend={() => replace(mended(rule, error))} />
                    ))}
                </div>
                {!rule.trim() && <Examples write={replace} />}
                {clauses.length > 0 && errors.length === 0 && (
                    <Clauses
                        of={clauses}
                        whole={whole.preview!}
                        shown={trial.preview}
                        off={off}
                        toggle={(clause) => setOff(off.includes(clause) ? off.filter((one) => one !== clause) : [...off, clause])}
                    />
                )}
                <InTheWay preview={trial.preview} isRight={errors.length === 0} drop={(clause) => setOff([...off, clause])} />
            </Section>
            {trial.preview && errors.length === 0 && trial.preview.sample.length > 0 && (
                <Section id="sample" ask={said.value.looksRight} answer={said.value.sample(trial.preview.sample.length)}>
                    <People of={trial.preview.sample} isSample />
                </Section>
            )}
        </form>
    );
};

const Total = ({ preview, isCounting, isRight }: { preview: Preview | null; isCounting: boolean; isRight: boolean }) => (
    <p class={isCounting || !isRight ? "total stale" : "total"} role="status">
        {preview ? (
            <>
                <b class="num">{number(preview.count)}</b>
                <span class="m1">{isCounting ? said.value.counting : said.value.people(preview.count, preview.of)}</span>
            </>
        ) : (
            <span class="m1">{isCounting ? said.value.counting : " "}</span>
        )}
    </p>
);

const ErrorLine = ({ error, mend }: { error: RuleError; mend: () => void }) => (
    <p class="errbox">
        <span class="why-not">{error.message}</span>
        {error.suggestion && (
            <button type="button" class="btn s" onClick={mend}>
                {said.value.replace(error.suggestion)}
            </button>
        )}
    </p>
);

const Examples = ({ write }: { write: (rule: string) => void }) => (
    <div class="mt2">
        <p class="note">{said.value.begin}</p>
        <p class="row chips">
            {said.value.examples.map(([name, rule]) => (
                <button key={name} type="button" class="btn s" title={rule} onClick={() => write(rule)}>
                    {name}
                </button>
            ))}
        </p>
    </div>
);

// A line a clause: its switch, its words, and how many it leaves.
const Clauses = (props: {
    of: Clause[];
    whole: Preview;
    shown: Preview | null;
    off: readonly string[];
    toggle: (clause: string) => void;
}) => {
    const left = new Map(props.shown?.clauses.map((clause) => [clause.canonical, clause.left]));
    return (
        <>
            <p class="edhead">
                <span>{said.value.clauses}</span>
                <span>{said.value.inWords}</span>
                <span class="hl">{said.value.left(number(props.whole.of))}</span>
            </p>
            <ol class="ed">
                {props.of.map((clause, index) => {
                    const isOff = props.off.includes(clause.canonical);
                    const count = isOff ? null : (left.get(clause.canonical) ?? clause.left);
                    return (
                        <li key={clause.canonical} class={isOff ? "off" : undefined}>
                            <label>
                                <input
                                    type="checkbox"
                                    checked={!isOff}
                                    disabled={props.of.length === 1}
                                    aria-label={said.value.clause(index + 1)}
                                    onChange={() => props.toggle(clause.canonical)}
                                />
                            </label>
                            <code>{clause.text}</code>
                            <span class="words">{clause.words[language.value]}</span>
                            <span class="g">
                                <i class="bar" style={{ width: `${((count ?? 0) / Math.max(1, props.whole.of)) * 100}%` }} />
                            </span>
                            <b class="num">{isOff ? "—" : number(count)}</b>
                        </li>
                    );
                })}
            </ol>
            {props.of.length > 1 && <p class="m2 sm">{said.value.clausesNote}</p>}
        </>
    );
};

// When nobody is left, the clause without which the most would be.
const InTheWay = ({ preview, isRight, drop }: { preview: Preview | null; isRight: boolean; drop: (clause: string) => void }) => {
    if (!preview || !isRight || preview.count > 0 || preview.clauses.length < 2) return null;
    const most = Math.max(...preview.clauses.map((clause) => clause.without));
    const at = preview.clauses.findIndex((clause) => clause.without === most);
    if (most === 0) return <p class="ans mt">{said.value.nobodyAtAll}</p>;
    return (
        <div class="mt">
            <p class="ans">{said.value.nobody(at + 1, said.value.humans(most))}</p>
            <button type="button" class="btn" onClick={() => drop(preview.clauses[at].canonical)}>
                {said.value.drop}
            </button>
        </div>
    );
};
