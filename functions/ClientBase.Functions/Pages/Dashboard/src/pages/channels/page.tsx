import { useState } from "preact/hooks";
import { useGet } from "../../api";
import { money, number, percent } from "../../format";
import { currencyOf, ReportFiles } from "../../parts/report";
import { Await, Head, Section, Table } from "../../parts/sheet";
import { language } from "../../state";
import type { Report } from "../../types";
import { Costs } from "./costs";
import { said } from "./words";

interface Channel {
    name: string;
    contacts: number;
    customers: number;
    conversion: number | null;
    revenue: number;
    last: number;
    cost: number | null;
    margin: number | null;
    roi: number | null;
    perCustomer: number | null;
}

// Of fewer people chance says more than the channel.
const ENOUGH = 30;

const channelsOf = (report: Report): Channel[] => {
    const cell = (row: Report["rows"][number], id: string): number | null => {
        const value = row[report.columns.findIndex((column) => column.id === id)];
        return value === null || value === undefined ? null : Number(value);
    };
    return report.rows
        .map((row) => ({
            name: row[0] === "unknown" ? said.value.unknown : String(row[0]),
            contacts: cell(row, "contacts") ?? 0,
            customers: cell(row, "customers") ?? 0,
            conversion: cell(row, "conversion"),
            revenue: cell(row, "revenue") ?? 0,
            last: cell(row, "lastRevenue") ?? 0,
            cost: cell(row, "cost"),
            margin: cell(row, "margin"),
            roi: cell(row, "roi"),
            perCustomer: cell(row, "costPerCustomer"),
        }))
        .sort((a, b) => b.revenue - a.revenue);
};

/** What channels bring and cost, and which pay off. */
export const ChannelsPage = () => {
    const [days, setDays] = useState("");
    const from = days && new Date(Date.now() - Number(days) * 86_400_000).toISOString().slice(0, 10);
    const path = `reports/channels${from ? `?from=${from}` : ""}`;
    const report = useGet<Report>(path);
    const channels = report.value ? channelsOf(report.value) : [];
    const currency = report.value ? currencyOf(report.value) : null;
    const sum = (of: (one: Channel) => number | null): number => channels.reduce((total, one) => total + (of(one) ?? 0), 0);
    const cost = sum((one) => one.cost);
    const tools = <ReportFiles path={path} name="channels" />;
    return (
        <>
            <Head
                lead
                title={
                    !report.value
                        ? said.value.title
                        : channels.length === 0
                          ? said.value.none
                          : said.value.lead(
                                channels.length,
                                sum((one) => one.contacts),
                                money(Math.round(sum((one) => one.revenue)), currency),
                                cost > 0 ? money(cost, currency) : null,
                            )
                }
            />
            <p class="row chips" role="group" aria-label={said.value.period}>
                <span class="m2 sm">{said.value.period}</span>
                {["30", "90", "365", ""].map((one) => (
                    <button key={one} class="btn s ghost" aria-pressed={days === one} onClick={() => setDays(one)}>
                        {one || said.value.ever}
                    </button>
                ))}
            </p>
            <Await of={report}>
                {(value) =>
                    channels.length === 0 ? null : (
                        <>
                            <Section id="pays" ask={said.value.pays} tools={tools} answer={verdict(channels)}>
                                <Chart
                                    of={channels.filter((one) => one.revenue > 0 || (one.cost ?? 0) > 0)}
                                    currency={currency}
                                />
                            </Section>
                            <Section id="table" ask={said.value.table} tools={tools}>
                                <Rows of={channels} currency={currency} />
                                {value.notes.map((note, index) => (
                                    <p key={index} class="note sm mt2">
                                        {typeof note === "string" ? note : note[language.value]}
                                    </p>
                                ))}
                            </Section>
                        </>
                    )
                }
            </Await>
            <Costs currency={currency} channels={channels.map((one) => one.name)} again={report.again} />
        </>
    );
};

// Only channels that cost something and brought people enough are judged.
const verdict = (channels: Channel[]): string => {
    const paid = channels.filter((one) => (one.cost ?? 0) > 0);
    if (paid.length === 0) return said.value.noCosts;
    const judged = paid.filter((one) => one.contacts >= ENOUGH && one.roi !== null).sort((a, b) => b.roi! - a.roi!);
    if (judged.length === 0) return said.value.few(ENOUGH);
    const losing = judged.filter((one) => one.roi! < 0).map((one) => one.name);
    const best = judged[0].roi! >= 0 ? said.value.best(judged[0].name, number(judged[0].roi! + 1, 1)) : "";
    return `${best}${losing.length > 0 ? said.value.losing(losing.join(", ")) : ""}`.trim();
};

const Chart = ({ of, currency }: { of: Channel[]; currency: string | null }) => {
    const most = Math.max(1, ...of.flatMap((one) => [one.revenue, one.cost ?? 0]));
    const width = (value: number | null) => ({ width: `${((value ?? 0) / most) * 100}%` });
    return (
        <>
            <p class="leg">
                <span>
                    <i class="d1" /> {said.value.brought}
                </span>
                <span>
                    <i class="d2" /> {said.value.cost}
                </span>
            </p>
            <div
                role="img"
                aria-label={of
                    .map((one) => `${one.name}: ${money(one.revenue, currency)} / ${money(one.cost, currency)}`)
                    .join("; ")}
            >
                <ul class="twobars" aria-hidden="true">
                    {of.map((one) => (
                        <li key={one.name}>
                            <span>{one.name}</span>
                            <span class="g">
                                <i class="d1" style={width(one.revenue)} />
                                {one.cost ? <i class="d2" style={width(one.cost)} /> : null}
                            </span>
                            <span class="v num">
                                {money(Math.round(one.revenue), currency)}
                                <small>{one.cost ? money(Math.round(one.cost), currency) : "—"}</small>
                            </span>
                        </li>
                    ))}
                </ul>
            </div>
            <p class="note sm">{said.value.chart}</p>
        </>
    );
};

const Rows = ({ of, currency }: { of: Channel[]; currency: string | null }) => (
    <Table
        rows={of}
        columns={[
            { name: said.value.channel, of: (one) => <b>{one.name}</b> },
            { name: said.value.contacts, isNumber: true, of: (one) => number(one.contacts) },
            {
                name: said.value.customers,
                isNumber: true,
                of: (one) => (
                    <>
                        {number(one.customers)} <span class="m2">{percent(one.conversion, 0)}</span>
                    </>
                ),
            },
            { name: said.value.revenue, isNumber: true, of: (one) => money(Math.round(one.revenue), currency) },
            { name: said.value.last, isNumber: true, of: (one) => money(Math.round(one.last), currency) },
            { name: said.value.cost, isNumber: true, of: (one) => money(one.cost, currency) },
            {
                name: said.value.margin,
                isNumber: true,
                of: (one) => money(one.margin === null ? null : Math.round(one.margin), currency),
            },
            {
                name: said.value.back,
                isNumber: true,
                of: (one) => (one.roi === null ? "—" : <span class={one.roi < 0 ? "dn" : "up"}>{percent(one.roi, 0)}</span>),
            },
            { name: said.value.perCustomer, isNumber: true, of: (one) => money(one.perCustomer, currency) },
        ]}
    />
);
