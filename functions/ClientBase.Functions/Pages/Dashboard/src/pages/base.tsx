import { useGet } from "../api";
import { number } from "../format";
import { Swatch, colourOf } from "../parts/ladders";
import { Await, Bars, Empty, Head, Section } from "../parts/sheet";
import { words } from "../state";
import type { Page, Segment } from "../types";

const funnel = ["white", "grey", "green", "yellow", "green-gold", "gold", "platinum", "red-green", "red-gold", "red-platinum"];
const loyalty = ["white", "grey", "green", "red", "crimson"];
const types = ["potential", "working", "active", "regular", "trusted", "vip", "key", "dead"];
const rfm = [
    "champions",
    "loyal_customers",
    "potential_loyalists",
    "new_customers",
    "promising",
    "need_attention",
    "about_to_sleep",
    "cant_lose",
    "at_risk",
    "hibernating",
];

/** The base at a glance: built-in segments as ladders, maps and grids. */
export const BasePage = () => {
    const segments = useGet<Page<Segment>>("segments?take=1000");
    return (
        <>
            <Head title={words.value.base.title} crumb={<a href="#/reports">{words.value.base.ask.reports}</a>} />
            <Await of={segments}>
                {(all) => <Sections counts={new Map(all.items.map((segment) => [segment.id, segment.count]))} />}
            </Await>
        </>
    );
};

const Sections = ({ counts }: { counts: Map<string, number> }) => {
    const said = words.value.base;
    const of = (id: string): number => counts.get(id) ?? 0;
    const people = funnel.reduce((sum, colour) => sum + of(`funnel-${colour}`), 0);
    if (people === 0)
        return (
            <Section ask={said.ask.types}>
                <Empty text={said.none} />
            </Section>
        );
    const top = funnel.reduce((best, colour) => (of(`funnel-${colour}`) > of(`funnel-${best}`) ? colour : best));
    const topLoyal = loyalty.reduce((best, colour) => (of(`loyalty-${colour}`) > of(`loyalty-${best}`) ? colour : best));
    return (
        <>
            <Section id="types" ask={said.ask.types} answer={said.types(of("potential"), people - of("potential"))}>
                <Bars rows={types.map((id) => row(id, words.value.types[id], of(id)))} />
            </Section>
            <Section id="funnel" ask={said.ask.funnel} answer={said.top(words.value.colours[top], of(`funnel-${top}`))}>
                <Ladder prefix="funnel" colours={funnel} of={of} />
            </Section>
            <Section
                id="loyalty"
                ask={said.ask.loyalty}
                answer={said.top(words.value.colours[topLoyal], of(`loyalty-${topLoyal}`))}
            >
                <Ladder prefix="loyalty" colours={loyalty} of={of} />
            </Section>
            <Section
                id="rfm"
                ask={said.ask.rfm}
                answer={said.champions(of("rfm-champions"), of("rfm-at_risk") + of("rfm-cant_lose"))}
            >
                <Bars rows={rfm.map((id) => row(`rfm-${id}`, words.value.rfm[id], of(`rfm-${id}`)))} />
            </Section>
            <Section id="abc-xyz" ask={said.ask.abc} answer={said.cells(of("abc-xyz-ax") + of("abc-xyz-ay"))}>
                <Cells of={of} />
            </Section>
            <Section id="rating" ask={said.ask.rating} answer={said.rated(of("rating-a"))}>
                <Bars rows={["a", "b", "c", "d", "e"].map((id) => row(`rating-${id}`, id.toUpperCase(), of(`rating-${id}`)))} />
            </Section>
        </>
    );
};

const row = (id: string, name: string, count: number) => ({
    name,
    value: count,
    shown: number(count),
    to: `#/segments/${encodeURIComponent(id)}`,
});

const Ladder = ({ prefix, colours, of }: { prefix: string; colours: string[]; of: (id: string) => number }) => (
    <Bars
        rows={colours.map((colour) => ({
            ...row(`${prefix}-${colour}`, colour, of(`${prefix}-${colour}`)),
            name: <Swatch colour={colour} />,
            colour: colourOf(colour),
        }))}
    />
);

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
