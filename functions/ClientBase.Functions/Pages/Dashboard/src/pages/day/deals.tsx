import type { Loaded } from "../../api";
import { day, money } from "../../format";
import { Person } from "../../parts/people";
import { LocalFile } from "../../parts/report";
import { Await, Section, Table } from "../../parts/sheet";
import type { Deal, Page } from "../../types";
import { said } from "./words";

export interface Funnel {
    stages: { id: string; name: string | null; requires: string[]; next: string[] }[];
}

interface WaitingDeal {
    deal: Deal;
    why: string;
}

const STILL_DAYS = 14;

/** Deals that are expected to be decided by now, or that nobody has moved for long; the largest first. */
export const waitingOf = (deals: Deal[], { stages }: Funnel): WaitingDeal[] => {
    const open = new Set(stages.filter((stage) => stage.next.length > 0).map((stage) => stage.id));
    const still = new Date(Date.now() - STILL_DAYS * 86_400_000).toISOString();
    return deals
        .filter((deal) => open.has(deal.stage))
        .flatMap((deal): WaitingDeal[] => {
            const moved = deal.history[deal.history.length - 1]?.at ?? deal.createdAt;
            if (deal.expectedAt && Date.parse(deal.expectedAt) < Date.now())
                return [{ deal, why: said.value.expired(day(deal.expectedAt)) }];
            return moved < still ? [{ deal, why: said.value.still(day(moved)) }] : [];
        })
        .sort((a, b) => (b.deal.amount ?? 0) - (a.deal.amount ?? 0));
};

/** What some deals come to; without a currency where they are in several. */
export const sumOf = (deals: Deal[]): string =>
    money(
        deals.reduce((sum, deal) => sum + (deal.amount ?? 0), 0),
        new Set(deals.map((deal) => deal.currency)).size === 1 ? deals[0].currency : null,
    );

export const Waiting = (props: { of: WaitingDeal[]; loaded: Loaded<Page<Deal>>; stages: Funnel["stages"] }) => (
    <Section
        id="deals"
        ask={said.value.deals}
        answer={
            props.loaded.value &&
            (props.of.length > 0
                ? said.value.dealsLead(props.of.length, sumOf(props.of.map(({ deal }) => deal)))
                : said.value.noneDeals)
        }
        tools={
            props.of.length > 0 && (
                <LocalFile
                    name="deals-waiting.csv"
                    head={["title", "contact", "amount", "currency", "stage", "why"]}
                    rows={props.of.map(({ deal, why }) => [
                        deal.title,
                        deal.contact,
                        deal.amount,
                        deal.currency,
                        deal.stage,
                        why,
                    ])}
                />
            )
        }
    >
        <p class="note">{said.value.dealsNote(STILL_DAYS)}</p>
        <Await of={props.loaded}>
            {() =>
                props.of.length > 0 ? (
                    <Table
                        rows={props.of}
                        columns={[
                            { name: said.value.deal, of: ({ deal }) => deal.title },
                            { name: said.value.person, of: ({ deal }) => <Person id={deal.contact} /> },
                            { name: said.value.amount, isNumber: true, of: ({ deal }) => money(deal.amount, deal.currency) },
                            {
                                name: said.value.stage,
                                of: ({ deal }) => props.stages.find((stage) => stage.id === deal.stage)?.name ?? deal.stage,
                            },
                            { name: said.value.why, of: ({ why }) => why },
                        ]}
                    />
                ) : null
            }
        </Await>
    </Section>
);
