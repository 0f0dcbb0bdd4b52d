import { useEffect, useState } from "preact/hooks";
import { Problem, send, useGet } from "../api";
import { ago, moment, number } from "../format";
import { segmentName } from "../names";
import { Await, Head, Save, Section, Table } from "../parts/sheet";
import { go, language, say, words } from "../state";
import type { Change, Contact, Page, Segment } from "../types";
import { People } from "./contacts";

export const SegmentsPage = () => {
    const said = words.value.segments;
    const segments = useGet<Page<Segment>>("segments?take=1000");
    return (
        <>
            <Head
                title={said.title}
                actions={
                    <a class="btn go" href="#/segments/+">
                        {said.fresh}
                    </a>
                }
            />
            <Await of={segments}>
                {(all) => {
                    const mine = all.items.filter((segment) => !segment.builtIn);
                    return (
                        <>
                            <Section ask={said.ask.mine}>
                                {mine.length ? <Rows of={mine} /> : <p class="note">{said.none}</p>}
                            </Section>
                            <Section ask={said.ask.builtIn}>
                                <Rows of={all.items.filter((segment) => segment.builtIn)} />
                            </Section>
                        </>
                    );
                }}
            </Await>
        </>
    );
};

const Rows = ({ of }: { of: Segment[] }) => {
    const said = words.value.segments;
    return (
        <Table
            rows={[...of].sort((a, b) => b.count - a.count)}
            columns={[
                { name: said.name, of: (one) => <a href={`#/segments/${encodeURIComponent(one.id)}`}>{segmentName(one.id, one.name)}</a> },
                { name: said.rule, of: (one) => <span class="m1">{one.words?.[language.value] ?? one.rule}</span> },
                { name: said.people, isNumber: true, of: (one) => number(one.count) },
            ]}
        />
    );
};

export const SegmentPage = ({ id }: { id: string }) => (id === "+" ? <Editor /> : <Shown id={id} />);

const Shown = ({ id }: { id: string }) => {
    const said = words.value.segments;
    const path = `segments/${encodeURIComponent(id)}`;
    const segment = useGet<Segment>(path);
    const members = useGet<Page<Contact | string>>(`contacts?take=50&segment=${encodeURIComponent(id)}`);
    const changes = useGet<Page<Change>>(`${path}/changes?take=50`);
    return (
        <Await of={segment}>
            {(one) => (
                <>
                    <Head
                        title={segmentName(one.id, one.name)}
                        crumb={
                            <>
                                <a href="#/segments">{said.title}</a> / {said.updated} {ago(one.updatedAt)}
                            </>
                        }
                        actions={!one.builtIn && <Remove path={path} />}
                    />
                    <Section ask={said.rules} answer={said.count(one.count)}>
                        {one.words && <p class="note">{one.words[language.value]}</p>}
                        {one.rule && <p class="mono mt2">{one.rule}</p>}
                    </Section>
                    <Section
                        ask={said.members}
                        tools={
                            <>
                                <Save path={`${path}/export?format=csv`} name={`${id}.csv`} label="CSV" />
                                <Save path={`${path}/export?format=xlsx`} name={`${id}.xlsx`} label="XLSX" />
                            </>
                        }
                    >
                        <Await of={members}>{(page) => <People of={page.items as Contact[]} />}</Await>
                    </Section>
                    <Section ask={said.changes}>
                        <Await of={changes}>
                            {(page) =>
                                page.items.length === 0 ? (
                                    <p class="note">{said.noChanges}</p>
                                ) : (
                                    <Table
                                        rows={page.items}
                                        columns={[
                                            {
                                                name: "",
                                                of: (change) => (
                                                    <a class="mono" href={`#/contacts/${change.contact}`}>
                                                        {change.contact}
                                                    </a>
                                                ),
                                            },
                                            {
                                                name: "",
                                                of: (change) => (
                                                    <span class={change.change === "entered" ? "tag good" : "tag wait"}>
                                                        {said[change.change]}
                                                    </span>
                                                ),
                                            },
                                            { name: "", of: (change) => change.reason },
                                            { name: "", isNumber: true, of: (change) => moment(change.at) },
                                        ]}
                                    />
                                )
                            }
                        </Await>
                    </Section>
                </>
            )}
        </Await>
    );
};

const Remove = ({ path }: { path: string }) => {
    const remove = (): void => {
        send("DELETE", path).then(
            () => {
                say(words.value.segments.removed);
                go("#/segments");
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <button class="btn no" onClick={remove}>
            {words.value.segments.remove}
        </button>
    );
};

interface Preview {
    count: number;
    canonical: string;
    words: { ru: string; en: string };
    sample: Contact[];
}
interface RuleError {
    position: number;
    message: string;
    suggestion: string | null;
}

/** A rule, with its words, its count and what is wrong with it beside it while it is written. */
const Editor = () => {
    const said = words.value.segments;
    const [rule, write] = useState("");
    const [name, setName] = useState("");
    const [preview, setPreview] = useState<Preview | null>(null);
    const [errors, setErrors] = useState<RuleError[]>([]);
    const [isCounting, setCounting] = useState(false);
    useEffect(() => {
        if (!rule.trim()) return;
        let isOver = false;
        setCounting(true);
        const timer = setTimeout(() => {
            send<Preview>("POST", "segments/preview", { rule }).then(
                (value) => {
                    if (!isOver) {
                        setPreview(value);
                        setErrors([]);
                        setCounting(false);
                    }
                },
                (problem: Problem) => {
                    if (!isOver) {
                        setErrors(errorsOf(problem));
                        setCounting(false);
                    }
                },
            );
        }, 300);
        return () => {
            isOver = true;
            clearTimeout(timer);
        };
    }, [rule]);
    const save = (event: Event): void => {
        event.preventDefault();
        const id =
            name
                .trim()
                .toLowerCase()
                .replace(/[^a-zа-яё0-9]+/g, "-")
                .replace(/^-|-$/g, "")
                .replace(/[а-яё]/g, latin) || "segment";
        send("PUT", `segments/${id}`, { name, rule }).then(
            () => {
                say(words.value.saved);
                go(`#/segments/${id}`);
            },
            (problem: Problem) => setErrors(errorsOf(problem)),
        );
    };
    return (
        <form onSubmit={save}>
            <Head
                title={said.fresh}
                crumb={<a href="#/segments">{said.title}</a>}
                actions={
                    <button class="btn go" disabled={errors.length > 0 || !rule.trim()}>
                        {words.value.save}
                    </button>
                }
            />
            <Section
                ask={said.rules}
                answer={
                    isCounting ? `${said.counting}…` : preview && errors.length === 0 ? said.preview(preview.count) : undefined
                }
            >
                <div class="fld">
                    <label for="name">{said.name}</label>
                    <input class="inp" id="name" required value={name} onInput={(event) => setName(event.currentTarget.value)} />
                </div>
                <div class={errors.length ? "fld err" : "fld"}>
                    <label for="rule">{said.editor}</label>
                    <textarea
                        class="inp mono"
                        id="rule"
                        rows={4}
                        spellcheck={false}
                        aria-describedby="rule-errors"
                        value={rule}
                        onInput={(event) => write(event.currentTarget.value)}
                    />
                    <span id="rule-errors" role="status">
                        {errors.map((error, index) => (
                            <span key={index} class="why-not">
                                {error.message}{" "}
                                {error.suggestion && (
                                    <button type="button" class="lnk" onClick={() => write(mended(rule, error))}>
                                        {said.didYouMean(error.suggestion)}
                                    </button>
                                )}
                            </span>
                        ))}
                    </span>
                </div>
                {preview && errors.length === 0 && <p class="note">{preview.words[language.value]}</p>}
            </Section>
            {preview && errors.length === 0 && preview.sample.length > 0 && (
                <Section ask={said.members}>
                    <People of={preview.sample} />
                </Section>
            )}
        </form>
    );
};

const errorsOf = (problem: Problem): RuleError[] => {
    const found = problem.errors.rule;
    if (!Array.isArray(found)) return [{ position: 0, message: problem.message, suggestion: null }];
    return found.map((error) =>
        typeof error === "string" ? { position: 0, message: error, suggestion: null } : (error as RuleError),
    );
};

// The word at the place of the error gives way to the suggestion.
const mended = (rule: string, error: RuleError): string =>
    rule.slice(0, error.position) + rule.slice(error.position).replace(/^("[^"]*"|[^\s()=<>!,]+)/, error.suggestion!);

const cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
const roman = [
    "a",
    "b",
    "v",
    "g",
    "d",
    "e",
    "e",
    "zh",
    "z",
    "i",
    "y",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "r",
    "s",
    "t",
    "u",
    "f",
    "kh",
    "ts",
    "ch",
    "sh",
    "sch",
    "",
    "y",
    "",
    "e",
    "yu",
    "ya",
];
const latin = (letter: string): string => roman[cyrillic.indexOf(letter)] ?? "";
