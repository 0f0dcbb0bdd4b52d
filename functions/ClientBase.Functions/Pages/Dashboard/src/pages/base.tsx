import { useGet } from "../api";
import { number } from "../format";
import { Ladder, type Rung } from "../parts/ladders";
import { Await, Bars, Empty, Head, Save, Section } from "../parts/sheet";
import { ReportFiles, ReportShown } from "../parts/report";
import { language, words } from "../state";
import type { Page, Report, Segment } from "../types";

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
const rooms = [
    "cant_lose",
    "loyal_customers",
    "champions",
    "at_risk",
    "need_attention",
    "potential_loyalists",
    "hibernating",
    "about_to_sleep",
    "promising",
    "new_customers",
];

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
                actions={<Save path={`reports/monthly?format=pdf&lang=${language.value}`} name="month.pdf" label={said.monthly} />}
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
            <Section id="funnel" ask={said.ask.funnel} answer={said.top(words.value.colours[top], of(`funnel-${top}`))}>
                <p class="note">{said.oneRung}</p>
                <Ladder name="funnel" rungs={funnel} of={of} notes={said.rungs} />
            </Section>
            <Section
                id="loyalty"
                ask={said.ask.loyalty}
                answer={said.top(words.value.colours[topLoyal], of(`loyalty-${topLoyal}`))}
            >
                <Ladder name="loyalty" rungs={loyalty} of={of} notes={said.loyalRungs} />
            </Section>
            <Section id="types" ask={said.ask.types} answer={said.types(of("potential"), people - of("potential"))}>
                <p class="note">{said.overlap}</p>
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
            </Section>
            <Section
                id="rfm"
                ask={said.ask.rfm}
                answer={said.champions(of("rfm-champions"), of("rfm-at_risk") + of("rfm-cant_lose"))}
            >
                <Plan of={of} />
            </Section>
            <Section id="abc-xyz" ask={said.ask.abc} answer={said.cells(of("abc-xyz-ax") + of("abc-xyz-ay"))}>
                <Cells of={of} />
            </Section>
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
                answer={({ rows }) => said.leaving(rows.length)}
                take={8}
                more="#/churn"
            />
            <Section id="rating" ask={said.ask.rating} answer={said.rated(of("rating-a"))}>
                <Bars
                    rows={["a", "b", "c", "d", "e"].map((id) => ({
                        name: id.toUpperCase(),
                        value: of(`rating-${id}`),
                        shown: number(of(`rating-${id}`)),
                        to: `#/segments/rating-${id}`,
                    }))}
                />
            </Section>
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

const share = (value: unknown): number | null => (typeof value === "number" ? value : null);

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

// Ten rooms on the plan of recency and frequency; the shade says how many live there, the words what to do.
const Plan = ({ of }: { of: (id: string) => number }) => {
    const said = words.value.base;
    const most = Math.max(1, ...rooms.map((room) => of(`rfm-${room}`)));
    const shade = (count: number): number => (count === 0 ? 0 : Math.max(1, Math.ceil((count / most) * 5)));
    return (
        <>
            <div class="plan">
                {rooms.map((room) => {
                    const count = of(`rfm-${room}`);
                    return (
                        <a
                            key={room}
                            class={`room ${room.replaceAll("_", "-")}`}
                            data-shade={shade(count)}
                            href={`#/segments/rfm-${room}`}
                        >
                            <b>{words.value.rfm[room]}</b>
                            <span class="num">{number(count)}</span>
                            <small>{said.rooms[room as keyof typeof said.rooms]}</small>
                        </a>
                    );
                })}
            </div>
            <p class="note sm mt2">{said.planAxes}</p>
        </>
    );
};

const Cells = ({ of }: { of: (id: string) => number }) => (
    <table class="tb cells">
        <thead>
            <tr>
                <td />
                <th scope="col">X</th>
                <th scope="col">Y</th>
                <th scope="col">Z</th>
            </tr>
        </thead>
        <tbody>
            {["a", "b", "c"].map((abc) => (
                <tr key={abc}>
                    <th scope="row">{abc.toUpperCase()}</th>
                    {["x", "y", "z"].map((xyz) => (
                        <td key={xyz}>
                            <a class="num" href={`#/segments/abc-xyz-${abc}${xyz}`}>
                                <b>{number(of(`abc-xyz-${abc}${xyz}`))}</b>
                            </a>
                            <br />
                            <span class="sm m1">{words.value.advice[`${abc}${xyz}` as keyof typeof words.value.advice]}</span>
                        </td>
                    ))}
                </tr>
            ))}
        </tbody>
    </table>
);
