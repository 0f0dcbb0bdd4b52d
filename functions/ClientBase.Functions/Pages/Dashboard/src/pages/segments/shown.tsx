import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { ago, day, moment, number } from "../../format";
import { segmentName } from "../../names";
import { LocalFile, ReportShown } from "../../parts/report";
import { Await, Head, Save, Section, Table } from "../../parts/sheet";
import { go, language, say, words } from "../../state";
import type { Contact, Page, Report, Segment } from "../../types";
import { People } from "../contacts";
import { SegmentDiff } from "./diff";
import type { Preview } from "./rule";
import { Used } from "./used";
import { said } from "./words";

interface Version {
    version: number;
    name: string;
    rule: string | null;
    at: string;
    by: string | null;
}

/** A segment: its rule, its people, who came and went, whether it grows, what would have been. */
export const SegmentShown = ({ id }: { id: string }) => {
    const path = `segments/${encodeURIComponent(id)}`;
    const segment = useGet<Segment>(path);
    return (
        <Await of={segment}>
            {(one) => (
                <>
                    <Head
                        title={segmentName(one.id, one.name)}
                        crumb={
                            <>
                                <a href="#/segments">{words.value.segments.title}</a> /{" "}
                                {!one.builtIn && one.version ? `${said.value.version(one.version)}, ` : ""}
                                {words.value.segments.updated} {ago(one.updatedAt)}
                            </>
                        }
                        actions={<Actions segment={one} path={path} />}
                    />
                    <Section id="rule" ask={words.value.segments.rules} answer={words.value.segments.count(one.count)}>
                        {one.words && <p class="note">{one.words[language.value]}</p>}
                        {one.rule && <p class="rule mono mt2">{one.rule}</p>}
                    </Section>
                    <Members path={path} id={id} count={one.count} />
                    <SegmentDiff segment={one} />
                    <Growth path={path} id={id} />
                    {!one.static && <Backtest path={path} now={one.count} />}
                    <Used id={id} />
                    {!one.builtIn && <Versions path={path} />}
                </>
            )}
        </Await>
    );
};

const Actions = ({ segment, path }: { segment: Segment; path: string }) => {
    const write = `#/campaigns/+?segment=${encodeURIComponent(segment.id)}`;
    const remove = (): void => {
        send("DELETE", path).then(
            () => {
                say(words.value.segments.removed, () => {
                    send("PUT", path, { name: segment.name, rule: segment.rule }).then(
                        () => say(said.value.undo),
                        (problem: Problem) => say(problem.message),
                    );
                });
                go("#/segments");
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <>
            {!segment.builtIn && (
                <button class="btn no" onClick={remove}>
                    {words.value.segments.remove}
                </button>
            )}
            {!segment.builtIn && !segment.static && (
                <a class="btn" href={`#/segments/${encodeURIComponent(segment.id)}/edit`}>
                    {said.value.edit}
                </a>
            )}
            <a class="btn go" href={write}>
                {said.value.write}
            </a>
        </>
    );
};

const SOME = 4; // A card each: enough to see whether these are the ones.

const Members = ({ path, id, count }: { path: string; id: string; count: number }) => {
    const all = `#/contacts?segment=${encodeURIComponent(id)}`;
    const members = useGet<Page<Contact>>(`contacts?take=${SOME}&segment=${encodeURIComponent(id)}`);
    const shown = members.value?.items.length ?? 0;
    return (
        <Section
            id="members"
            ask={said.value.looksRight}
            answer={shown > 0 ? said.value.sample(shown) : undefined}
            tools={
                <>
                    <Save path={`${path}/export?format=csv`} name={`${id}.csv`} label="CSV" />
                    <Save path={`${path}/export?format=xlsx`} name={`${id}.xlsx`} label="XLSX" />
                </>
            }
        >
            <Await of={members}>
                {(page) =>
                    page.items.length === 0 ? (
                        <p class="note">{words.value.card.nothing}</p>
                    ) : (
                        <>
                            <People of={page.items} isSample />
                            {count > page.items.length && (
                                <p class="mt2">
                                    <a href={all}>{said.value.all(number(count))}</a>
                                </p>
                            )}
                        </>
                    )
                }
            </Await>
        </Section>
    );
};

const Growth = ({ path, id }: { path: string; id: string }) => {
    const history = useGet<Page<{ day: string; count: number | null }>>(`${path}/history`);
    const days = (history.value?.items ?? []).filter((one): one is { day: string; count: number } => one.count !== null);
    const grown = days.length > 1 ? days[days.length - 1].count - days[0].count : 0;
    const report: Report = {
        name: "history",
        asOf: null,
        columns: [
            { id: "day", title: { ru: "День", en: "Day" }, type: "text" },
            { id: "count", title: { ru: "Человек", en: "People" }, type: "number" },
        ],
        rows: days.map((one) => [one.day, one.count]),
        totals: {},
        notes: [],
    };
    return (
        <Section
            id="history"
            ask={said.value.growing}
            answer={history.value && (days.length > 1 ? said.value.grown(grown, days.length - 1) : said.value.tooNew)}
            tools={<LocalFile name={`${id}-history.csv`} head={[said.value.day, said.value.count]} rows={report.rows} />}
        >
            <Await of={history}>{() => (days.length > 1 ? <ReportShown report={report} /> : null)}</Await>
        </Section>
    );
};

// Goes through the whole base: asked for by whoever wants to know.
const Backtest = ({ path, now }: { path: string; now: number }) => {
    const [at, choose] = useState(() => new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10));
    const [asked, ask] = useState<string | null>(null);
    const then = useGet<Preview>(asked && `${path}/backtest?at=${asked}`);
    return (
        <Section
            id="backtest"
            ask={said.value.backtest}
            answer={then.value && said.value.backtested(then.value.count, day(asked), number(now))}
        >
            <p class="row spans">
                <label>
                    {said.value.backtestOn}{" "}
                    <input
                        class="inp slim"
                        type="date"
                        value={at}
                        max={new Date().toISOString().slice(0, 10)}
                        onChange={(event) => event.currentTarget.value && choose(event.currentTarget.value)}
                    />
                </label>
                <button class="btn s" onClick={() => ask(at)}>
                    {said.value.countThen}
                </button>
            </p>
            {asked && <Await of={then}>{() => null}</Await>}
        </Section>
    );
};

const Versions = ({ path }: { path: string }) => {
    const versions = useGet<Page<Version>>(`${path}/versions`);
    return (
        <Section id="versions" ask={said.value.versions}>
            <Await of={versions}>
                {(page) => (
                    <Table
                        rows={[...page.items].sort((a, b) => b.version - a.version)}
                        columns={[
                            { name: "№", of: (one) => one.version },
                            { name: said.value.rule, of: (one) => <span class="mono">{one.rule}</span> },
                            { name: said.value.who, of: (one) => one.by ?? "—" },
                            { name: said.value.when, isNumber: true, of: (one) => moment(one.at) },
                        ]}
                    />
                )}
            </Await>
        </Section>
    );
};
