import { type Problem, send, useGet } from "../../api";
import { number } from "../../format";
import { Await, Head, Section, Table } from "../../parts/sheet";
import { go, language, say } from "../../state";
import type { Page } from "../../types";
import { said } from "./words";
import type { Automation } from "./automation";

interface Preset {
    name: string;
    title: { ru: string; en: string };
    about: { ru: string; en: string };
    words: { ru: string; en: string };
}

/** What runs by itself, and what could. */
export const AutomationsPage = () => {
    const automations = useGet<Page<Automation>>("automations?take=200");
    const presets = useGet<Page<Preset>>("automations/presets");
    const all = automations.value?.items ?? [];
    return (
        <>
            <Head title={said.value.title} />
            <Section
                id="all"
                ask={said.value.which}
                answer={
                    automations.value &&
                    (all.length > 0 ? said.value.running(all.filter((one) => one.enabled).length, all.length) : said.value.none)
                }
            >
                <Await of={automations}>{(page) => (page.items.length > 0 ? <Rows of={page.items} /> : null)}</Await>
            </Section>
            <Section id="presets" ask={said.value.ready}>
                <p class="note">{said.value.readyNote}</p>
                <Await of={presets}>
                    {(page) => (
                        <ul class="list">
                            {page.items.map((preset) => (
                                <PresetLine key={preset.name} preset={preset} isThere={all.some((one) => one.id === preset.name)} />
                            ))}
                        </ul>
                    )}
                </Await>
            </Section>
        </>
    );
};

const Rows = ({ of }: { of: Automation[] }) => (
    <Table
        rows={[...of].sort((a, b) => Number(b.enabled) - Number(a.enabled) || a.name.localeCompare(b.name))}
        columns={[
            { name: said.value.name, of: (one) => <a href={`#/automations/${encodeURIComponent(one.id)}`}>{one.name}</a> },
            { name: said.value.state, of: (one) => <Switched on={one.enabled} /> },
            { name: said.value.does, of: (one) => <span class="m1 clamp">{one.words[language.value]}</span> },
            { name: said.value.inside, isNumber: true, of: (one) => number(one.stats?.active) },
        ]}
    />
);

export const Switched = ({ on }: { on: boolean }) => (
    <span class={on ? "tag good" : "tag"}>{on ? said.value.on : said.value.off}</span>
);

const PresetLine = ({ preset, isThere }: { preset: Preset; isThere: boolean }) => {
    const make = (): void => {
        send("POST", `automations/presets/${preset.name}?language=${language.value}`).then(
            () => {
                say(said.value.made);
                go(`#/automations/${preset.name}`);
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <li>
            <i class={isThere ? "dot good" : "dot todo"} />
            <div>
                <span class="t">{preset.title[language.value]}</span>
                <br />
                <span class="d">{preset.about[language.value]}</span>
            </div>
            {isThere ? (
                <a class="w" href={`#/automations/${preset.name}`}>
                    {said.value.exists}
                </a>
            ) : (
                <button class="btn s" onClick={make}>
                    {said.value.make}
                </button>
            )}
        </li>
    );
};
