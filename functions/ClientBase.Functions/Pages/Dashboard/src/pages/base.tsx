import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useGet } from "../api";
import { number } from "../format";
import { segmentName } from "../names";
import { Ladder, type Rung } from "../parts/ladders";
import { Await, Bars, Empty, Head, Save, Section, Table } from "../parts/sheet";
import { LocalFile, ReportFiles, ReportShown } from "../parts/report";
import { language, words } from "../state";
import type { Page, Report, Segment } from "../types";
import { Cells, Plan, rooms } from "./maps";

// Each rung with the one below it, where those land who fell from it.
const funnel: Rung[] = [
    { colour: "white" },
    { colour: "grey" },
    { colour: "green", fallen: "red-green" },
    { colour: "yellow" },
    { colour: "green-gold" },
    { colour: "gold", fallen: "red-gold" },
    { colour: "platinum", fallen: "red-platinum" },
];
const loyalty: Rung[] = [{ colour: "white" }, { colour: "grey" }, { colour: "green", fallen: "red" }, { colour: "crimson" }];
const types = ["potential", "working", "active", "regular", "trusted", "vip", "key", "dead"];

const cells = ["a", "b", "c"].flatMap((abc) => ["x", "y", "z"].map((xyz) => abc + xyz));

/** The base at a glance: built-in segments as ladders, maps and grids. */
export const BasePage = () => {
    const segments = useGet<Page<Segment>>("segments?take=1000");
    const counts = new Map(segments.value?.items.map((segment) => [segment.id, segment.count]));
    const of = (id: string): number => counts.get(id) ?? 0;
    const people = sumOf(funnel, "funnel", of);
    const said = words.value.base;
    return (
        <>
            <Head
                title={segments.value ? said.lead(people, people - of("potential"), of("dead")) : said.title}
                lead
                actions={
                    <Save path={`reports/monthly?format=pdf&lang=${language.value}`} name="month.pdf" label={said.monthly} />
                }
                crumb={
                    <>
                        <a href="#/churn">{words.value.nav.churn}</a> · <a href="#/channels">{words.value.nav.channels}</a> ·{" "}
                        <a href="#/reports">{said.ask.reports}</a>
                    </>
                }
            />
            <Await of={segments}>
                {() =>
                    people === 0 ? (
                        <Section ask={said.ask.types}>
                            <Empty text={said.none} />
                        </Section>
                    ) : (
                        <Sections people={people} of={of} />
                    )
                }
            </Await>
        </>
    );
};

const colours = (rungs: Rung[]): string[] => rungs.flatMap((rung) => (rung.fallen ? [rung.colour, rung.fallen] : [rung.colour]));

const sumOf = (rungs: Rung[], ladder: string, of: (id: string) => number): number =>
    colours(rungs).reduce((sum, colour) => sum + of(`${ladder}-${colour}`), 0);

const topOf = (rungs: Rung[], ladder: string, of: (id: string) => number): string =>
    colours(rungs).reduce((best, colour) => (of(`${ladder}-${colour}`) > of(`${ladder}-${best}`) ? colour : best));

const Sections = ({ people, of }: { people: number; of: (id: string) => number }) => {
    const said = words.value.base;
    const [top, topLoyal] = [topOf(funnel, "funnel", of), topOf(loyalty, "loyalty", of)];
    return (
        <>
            <Growth />
            <Counted
                id="funnel"
                ask={said.ask.funnel}
                answer={said.top(words.value.colours[top], of(`funnel-${top}`))}
                note={said.oneRung}
                ids={colours(funnel).map((colour) => `funnel-${colour}`)}
                of={of}
            >
                <Ladder name="funnel" rungs={funnel} of={of} notes={said.rungs} />
            </Counted>
            <Counted
                id="loyalty"
                ask={said.ask.loyalty}
                answer={said.top(words.value.colours[topLoyal], of(`loyalty-${topLoyal}`))}
                ids={colours(loyalty).map((colour) => `loyalty-${colour}`)}
                of={of}
            >
                <Ladder name="loyalty" rungs={loyalty} of={of} notes={said.loyalRungs} />
            </Counted>
            <Counted
                id="types"
                ask={said.ask.types}
                answer={said.types(of("potential"), people - of("potential"))}
                note={said.overlap}
                ids={types}
                of={of}
            >
                <Bars
                    rows={types.map((id) => ({
                        name: (
                            <>
                                {words.value.types[id]}
                                <small>{said.typeRules[id as keyof typeof said.typeRules]}</small>
                            </>
                        ),
                        value: of(id),
                        shown: number(of(id)),
                        to: `#/segments/${id}`,
                    }))}
                />
            </Counted>
            <Counted
                id="rfm"
                ask={said.ask.rfm}
                answer={said.champions(of("rfm-champions"), of("rfm-at_risk") + of("rfm-cant_lose"))}
                ids={rooms.map((room) => `rfm-${room}`)}
                of={of}
            >
                <Plan of={of} />
            </Counted>
            <Counted
                id="abc-xyz"
                ask={said.ask.abc}
                answer={said.cells(of("abc-xyz-ax") + of("abc-xyz-ay"))}
                ids={cells.map((cell) => `abc-xyz-${cell}`)}
                of={of}
            >
                <Cells of={of} />
            </Counted>
            <Reported
                id="pareto"
                ask={said.ask.pareto}
                path="reports/pareto"
                name="pareto"
                answer={({ totals }) => said.fifth(share(totals.topFifthShare))}
            />
            <Reported
                id="cohorts"
                ask={said.ask.cohorts}
                path="reports/cohorts?by=month"
                name="cohorts"
                answer={({ totals }) => said.cohorts(Number(totals.size ?? 0))}
            />
            <Reported
                id="churn"
                ask={said.ask.churn}
                path="reports/churn"
                name="churn"
                answer={leavingOf}
                take={5}
                more="#/churn"
            />
            <Counted
                id="rating"
                ask={said.ask.rating}
                answer={said.rated(of("rating-a"))}
                ids={["a", "b", "c", "d", "e"].map((letter) => `rating-${letter}`)}
                of={of}
            >
                <Bars
                    rows={["a", "b", "c", "d", "e"].map((id) => ({
                        name: id.toUpperCase(),
                        value: of(`rating-${id}`),
                        shown: number(of(`rating-${id}`)),
                        to: `#/segments/rating-${id}`,
                    }))}
                />
            </Counted>
        </>
    );
};

const Growth = () => {
    const said = words.value.base;
    const from = new Date();
    from.setMonth(from.getMonth() - 11, 1);
    return (
        <Reported
            id="growth"
            ask={said.ask.growth}
            path={`reports/base?by=month&from=${from.toISOString().slice(0, 10)}`}
            name="base"
            answer={({ totals }) => said.grew(Number(totals.contactsAdded ?? 0), share(totals.lostPerYear))}
        />
    );
};

// The same as the page of who leaves says: more likely gone than not.
const leavingOf = ({ columns, rows }: Report): string => {
    const at = columns.findIndex((column) => column.id === "pAlive");
    return words.value.base.leaving(rows.filter((row) => row[at] !== null && Number(row[at]) < 0.5).length);
};

const share = (value: unknown): number | null => (typeof value === "number" ? value : null);

/** A section of segments with their sizes: drawn, or as a table, or as a file. */
const Counted = (props: {
    id: string;
    ask: string;
    answer: string;
    note?: string;
    ids: string[];
    of: (id: string) => number;
    children: ComponentChildren;
}) => {
    const [isTable, show] = useState(false);
    const said = words.value.base;
    const rows = props.ids.map((id) => ({ id, name: segmentName(id), count: props.of(id) }));
    return (
        <Section
            id={props.id}
            ask={props.ask}
            answer={props.answer}
            tools={
                <>
                    <button class="lnk" aria-pressed={isTable} onClick={() => show(!isTable)}>
                        {isTable ? words.value.chart : words.value.table}
                    </button>
                    <LocalFile
                        name={`${props.id}.csv`}
                        head={["segment", "name", "people"]}
                        rows={rows.map((row) => [row.id, row.name, row.count])}
                    />
                </>
            }
        >
            {props.note && <p class="note">{props.note}</p>}
            {isTable ? (
                <Table
                    rows={rows}
                    columns={[
                        { name: words.value.segments.name, of: (row) => <a href={`#/segments/${row.id}`}>{row.name}</a> },
                        { name: said.people, isNumber: true, of: (row) => number(row.count) },
                    ]}
                />
            ) : (
                props.children
            )}
        </Section>
    );
};

/** A section that is one report with its sentence. */
const Reported = (props: {
    id: string;
    ask: string;
    path: string;
    name: string;
    answer: (report: Report) => string;
    take?: number;
    more?: string;
}) => {
    const report = useGet<Report>(props.path);
    return (
        <Section
            id={props.id}
            ask={props.ask}
            tools={<ReportFiles path={props.path} name={props.name} />}
            answer={report.value && (report.value.rows.length > 0 ? props.answer(report.value) : words.value.state.soon)}
        >
            <Await of={report}>{(value) => <ReportShown report={value} take={props.take} />}</Await>
            {props.more && (
                <p class="mt2">
                    <a href={props.more}>{words.value.state.more}</a>
                </p>
            )}
        </Section>
    );
};
