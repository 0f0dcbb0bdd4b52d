import { type Problem, send, useGet } from "../api";
import { day, money } from "../format";
import { Await, Head, Section, Table } from "../parts/sheet";
import { Person } from "../parts/people";
import { say, words } from "../state";
import type { Deal, Page } from "../types";
import { type Funnel, sumOf } from "./day/deals";

/** Deals, stage by stage. */
export const DealsPage = () => {
    const said = words.value.deals;
    const funnel = useGet<Funnel>("funnel");
    const deals = useGet<Page<Deal>>("deals?take=500");
    return (
        <>
            <Head title={said.title} />
            <Await of={funnel}>
                {({ stages }) => (
                    <Await of={deals}>
                        {({ items }) => (
                            <>
                                {stages.map((stage) => {
                                    const here = items.filter((deal) => deal.stage === stage.id);
                                    return (
                                        <Section
                                            key={stage.id}
                                            ask={stage.name ?? stage.id}
                                            answer={here.length ? said.lead(here.length, sumOf(here)) : said.none}
                                        >
                                            {here.length > 0 && (
                                                <Table
                                                    rows={here}
                                                    columns={[
                                                        {
                                                            name: words.value.nav.deals,
                                                            of: (deal) => deal.title,
                                                        },
                                                        {
                                                            name: words.value.contacts.name,
                                                            of: (deal) => <Person id={deal.contact} />,
                                                        },
                                                        {
                                                            name: words.value.contacts.total,
                                                            isNumber: true,
                                                            of: (deal) => money(deal.amount, deal.currency),
                                                        },
                                                        {
                                                            name: said.expected,
                                                            isNumber: true,
                                                            of: (deal) => day(deal.expectedAt),
                                                        },
                                                        {
                                                            name: said.move,
                                                            of: (deal) => (
                                                                <Moves
                                                                    deal={deal}
                                                                    next={stage.next}
                                                                    stages={stages}
                                                                    again={deals.again}
                                                                />
                                                            ),
                                                        },
                                                    ]}
                                                />
                                            )}
                                        </Section>
                                    );
                                })}
                            </>
                        )}
                    </Await>
                )}
            </Await>
        </>
    );
};

const Moves = (props: { deal: Deal; next: string[]; stages: Funnel["stages"]; again: () => void }) => {
    const { deal, next, stages, again } = props;
    const move = (stage: string) => (): void => {
        send("PATCH", `deals/${encodeURIComponent(deal.id)}`, { stage }).then(again, (problem: Problem) => say(problem.message));
    };
    return (
        <span class="row">
            {next.map((stage) => (
                <button key={stage} class="btn s" onClick={move(stage)}>
                    {stages.find((one) => one.id === stage)?.name ?? stage}
                </button>
            ))}
        </span>
    );
};
