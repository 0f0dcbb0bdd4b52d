import { useState } from "preact/hooks";
import { useGet } from "../../api";
import { ago, day, money, number, percent } from "../../format";
import { LocalFile } from "../../parts/report";
import { Figures, Section, Table } from "../../parts/sheet";
import { words } from "../../state";
import type { Contact, Page } from "../../types";
import { said } from "./words";

interface Order {
    id: string;
    number: string | null;
    at: string;
    total: number;
    refunded: number;
    currency: string | null;
    lines: { title: string | null; quantity: number }[];
}

const DAY = 86_400_000;
const HABIT_FROM = 3; // Two orders are one gap, which is no habit yet.
const LATE = 1.5;

const gapsOf = (orders: Order[]): number[] =>
    orders.slice(1).map((order, index) => (Date.parse(order.at) - Date.parse(orders[index].at)) / DAY);

const middle = (of: number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];

/** What somebody is to us: how much, how often, and when the next order may come. */
export const Worth = ({ contact }: { contact: Contact }) => {
    const told = words.value.card;
    const { orders, forecast } = contact;
    const list = useGet<Page<Order>>(orders.count > 1 ? `contacts/${contact.id}/orders?take=200` : null);
    const [isTable, show] = useState(false);
    const inOrder = [...(list.value?.items ?? [])].reverse();
    const answer =
        orders.count === 0
            ? told.never
            : inOrder.length >= HABIT_FROM
              ? habitOf(inOrder, forecast?.nextOrderAt ?? null)
              : orders.count === 1
                ? told.once(ago(orders.lastAt))
                : told.buys(orders.count, ago(orders.lastAt));
    return (
        <Section
            id="worth"
            ask={told.ask.what}
            answer={answer}
            tools={
                inOrder.length > 1 && (
                    <>
                        <button class="lnk" aria-pressed={isTable} onClick={() => show(!isTable)}>
                            {isTable ? words.value.chart : words.value.table}
                        </button>
                        <LocalFile
                            name="orders.csv"
                            head={["id", "at", "total", "refunded", "currency", "what"]}
                            rows={inOrder.map((order) => [
                                order.number ?? order.id,
                                order.at,
                                order.total,
                                order.refunded,
                                order.currency,
                                whatOf(order),
                            ])}
                        />
                    </>
                )
            }
        >
            {orders.count > 0 && (
                <Figures
                    of={[
                        [told.orders, number(orders.count)],
                        [told.total, money(orders.total, orders.currency)],
                        [told.average, money(orders.averageCheck, orders.currency)],
                        [told.last, ago(orders.lastAt)],
                        [told.alive, percent(forecast?.pAlive, 0)],
                        [
                            told.year,
                            money(
                                forecast?.value12m === undefined || forecast.value12m === null
                                    ? null
                                    : Math.round(forecast.value12m),
                                orders.currency,
                            ),
                        ],
                    ]}
                />
            )}
            {inOrder.length > 1 &&
                (isTable ? <Orders of={inOrder} /> : <Strip of={inOrder} next={forecast?.nextOrderAt ?? null} />)}
        </Section>
    );
};

const habitOf = (orders: Order[], next: string | null): string => {
    const usual = Math.max(1, middle(gapsOf(orders)));
    const since = (Date.now() - Date.parse(orders[orders.length - 1].at)) / DAY;
    if (since > usual * LATE) return said.value.habit(usual) + said.value.overdue(since - usual);
    return said.value.habit(usual) + (next ? said.value.soon(day(next)) : ".");
};

const whatOf = (order: Order): string =>
    order.lines.map((line) => (line.quantity > 1 ? `${line.title ?? "—"} × ${line.quantity}` : (line.title ?? "—"))).join(", ");

const Orders = ({ of }: { of: Order[] }) => (
    <Table
        rows={[...of].reverse()}
        columns={[
            { name: said.value.when, of: (order) => day(order.at) },
            { name: said.value.order, of: (order) => order.number ?? order.id },
            { name: said.value.what, of: whatOf },
            { name: said.value.sum, isNumber: true, of: (order) => money(order.total - order.refunded, order.currency) },
        ]}
    />
);

const HEIGHT = 120;

// Each order stands where it was made, as high as its sum; beyond today's line lies the day the next may come by.
const Strip = ({ of, next }: { of: Order[]; next: string | null }) => {
    const [first, now] = [Date.parse(of[0].at), Date.now()];
    const end = Math.max(now, next ? Date.parse(next) : 0) + (now - first) * 0.04;
    const most = Math.max(...of.map((order) => order.total), 1);
    const at = (time: number): string => `${((time - first) / (end - first || 1)) * 98 + 1}%`;
    const high = (total: number): number => Math.max(2, (total / most) * (HEIGHT - 24));
    const largest = of.reduce((best, order) => (order.total > best.total ? order : best));
    const years = Array.from(
        { length: new Date(end).getFullYear() - new Date(first).getFullYear() },
        (_, index) => new Date(first).getFullYear() + 1 + index,
    );
    return (
        <svg
            class="strip"
            width="100%"
            height={HEIGHT + 24}
            role="img"
            aria-label={said.value.chart(of.length, day(of[0].at), day(of[of.length - 1].at))}
        >
            {next && (
                <rect
                    class="window"
                    x={at(now)}
                    y="0"
                    width={`${((Date.parse(next) - now) / (end - first)) * 98}%`}
                    height={HEIGHT}
                />
            )}
            <line class="axis" x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} />
            {years.map((year) => (
                <g key={year}>
                    <line class="axis" x1={at(Date.UTC(year, 0, 1))} x2={at(Date.UTC(year, 0, 1))} y1={HEIGHT} y2={HEIGHT + 5} />
                    <text
                        x={at(Date.UTC(year, 0, 1))}
                        y={HEIGHT + 18}
                        text-anchor={Date.UTC(year, 0, 1) > first + (end - first) * 0.92 ? "end" : undefined}
                    >
                        {year}
                    </text>
                </g>
            ))}
            {of.map((order) => (
                <rect
                    key={order.id}
                    class="bought"
                    x={at(Date.parse(order.at))}
                    y={HEIGHT - high(order.total)}
                    width="5"
                    height={high(order.total)}
                    rx="1"
                >
                    <title>{said.value.bar(day(order.at), money(order.total, order.currency))}</title>
                </rect>
            ))}
            <text class="top" x={at(Date.parse(largest.at))} y={HEIGHT - high(largest.total) - 6} text-anchor="middle">
                {money(largest.total, largest.currency)}
            </text>
            <line class="now" x1={at(now)} x2={at(now)} y1="0" y2={HEIGHT} />
            {next && Date.parse(next) > now && (
                <text class="top" x="99%" y="14" text-anchor="end">
                    {said.value.next}: {day(next)}
                </text>
            )}
        </svg>
    );
};
