import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../api";
import { day, money, number, percent } from "../format";
import { nameOf, Person } from "../parts/people";
import { currencyOf, ReportFiles } from "../parts/report";
import { countEn, countRu, inBoth } from "../parts/sayings";
import { Await, Bars, Figures, Head, Section, Table } from "../parts/sheet";
import { language, say, words } from "../state";
import type { Report } from "../types";

const said = inBoth(
    {
        title: "Who is leaving",
        lead: (people: number, stake: string, isPart: boolean) =>
            `${isPart ? "At least " : ""}${countEn(people, "customer has", "customers have")} more likely left than not. With them ${stake} a year is at stake.`,
        nobody: "Nobody seems to be leaving.",
        few: (has: number, needs: number) =>
            `Not enough data yet: it takes about ${needs} customers to tell who leaves, there are ${has}.`,
        first: "Whom to call first?",
        firstLead: (n: number, share: string) => `The first ${n} hold ${share} of all that is at stake.`,
        all: "Who else?",
        person: "Who",
        stake: "At stake in a year",
        alive: "Still buys",
        orders: "Orders",
        last: "Last order",
        next: "Next order by",
        call: "Task",
        still: (share: string) => `still with us ${share}`,
        callWhom: "Make a task to call",
        task: "Call: has not ordered for long",
        made: "The task is there, due tomorrow.",
        customers: "Customers",
        gone: "More likely gone than not",
    },
    {
        title: "Кто уходит",
        lead: (people: number, stake: string, isPart: boolean) =>
            `${isPart ? "Не меньше чем " : ""}${countRu(people, "покупатель скорее ушёл, чем нет", "покупателя скорее ушли, чем нет", "покупателей скорее ушли, чем нет")}. С ними под угрозой ${stake} в год.`,
        nobody: "Похоже, не уходит никто.",
        few: (has: number, needs: number) =>
            `Данных пока мало: чтобы сказать, кто уходит, нужно около ${needs} покупателей, есть ${has}.`,
        first: "Кому звонить сначала?",
        firstLead: (n: number, share: string) => `У первых ${n} собрано ${share} того, что под угрозой.`,
        all: "Кто ещё?",
        person: "Кто",
        stake: "Под угрозой за год",
        alive: "Ещё покупает",
        orders: "Заказов",
        last: "Последний заказ",
        next: "Следующий к",
        call: "Задача",
        still: (share: string) => `ещё с нами ${share}`,
        callWhom: "Поставить задачу позвонить",
        task: "Позвонить: давно не заказывал",
        made: "Задача поставлена на завтра.",
        customers: "Покупателей",
        gone: "Скорее ушли, чем нет",
    },
);

interface Leaving {
    id: string;
    stake: number;
    alive: number | null;
    orders: number;
    last: string | null;
    next: string | null;
}

// Fewer customers than this say little about when people usually come back.
const ENOUGH = 30;
const FIRST = 12;
const MORE = 48;
const GONE = 0.5;

const leavingOf = (report: Report): Leaving[] => {
    const at = (id: string): number => report.columns.findIndex((column) => column.id === id);
    const [contact, stake, alive, orders, last, next] = [
        "contact",
        "atStake",
        "pAlive",
        "orders",
        "lastOrderAt",
        "nextOrderAt",
    ].map(at);
    const text = (cell: string | number | null): string | null => (cell === null ? null : String(cell));
    return report.rows.map((row) => ({
        id: String(row[contact]),
        stake: Number(row[stake] ?? 0),
        alive: row[alive] === null ? null : Number(row[alive]),
        orders: Number(row[orders]),
        last: text(row[last]),
        next: text(row[next]),
    }));
};

/** People on the way out, by what is lost with them. */
export const ChurnPage = () => {
    const report = useGet<Report>("reports/churn");
    return (
        <Await of={report}>
            {(value) => {
                const all = leavingOf(value);
                const customers = Number(value.totals.customers ?? 0);
                const gone = all.filter(isGone);
                const stake = money(Math.round(stakeOf(gone)), currencyOf(value));
                const title =
                    customers < ENOUGH
                        ? said.value.few(customers, ENOUGH)
                        : gone.length === 0
                          ? said.value.nobody
                          : said.value.lead(gone.length, stake, customers > all.length);
                return (
                    <>
                        <Head title={title} lead />
                        <Sections report={value} all={all} customers={customers} />
                    </>
                );
            }}
        </Await>
    );
};

const isGone = (one: Leaving): boolean => one.alive !== null && one.alive < GONE;

const stakeOf = (of: Leaving[]): number => of.reduce((sum, one) => sum + one.stake, 0);

const Sections = ({ report, all, customers }: { report: Report; all: Leaving[]; customers: number }) => {
    const currency = currencyOf(report);
    const [shown, show] = useState(FIRST); // A name each: those who were named above, until somebody wants more.
    const [first, total] = [all.slice(0, FIRST), Number(report.totals.atStake ?? 0)];
    const tools = <ReportFiles path="reports/churn" name="churn" />;
    if (all.length === 0)
        return (
            <Section ask={said.value.first} answer={words.value.state.soon}>
                <Notes report={report} />
            </Section>
        );
    return (
        <>
            <Section
                id="first"
                ask={said.value.first}
                tools={tools}
                answer={total > 0 ? said.value.firstLead(first.length, percent(stakeOf(first) / total, 0)) : undefined}
            >
                <Figures
                    of={[
                        [said.value.customers, number(customers)],
                        [said.value.gone, number(all.filter(isGone).length)],
                        [said.value.stake, money(Math.round(total), currency)],
                    ]}
                />
                <div class="mt">
                    <Bars
                        rows={first.map((one) => ({
                            name: <Person id={one.id} isPlain />,
                            value: one.stake,
                            shown: money(Math.round(one.stake), currency),
                            note: said.value.still(percent(one.alive, 0)),
                            to: `#/contacts/${one.id}`,
                        }))}
                    />
                </div>
            </Section>
            <Section id="all" ask={said.value.all} tools={tools}>
                <People of={all.slice(0, shown)} currency={currency} />
                {shown < all.length && (
                    <button class="lnk mt2" onClick={() => show(shown + MORE)}>
                        {words.value.state.more}
                    </button>
                )}
                <Notes report={report} />
            </Section>
        </>
    );
};

const Notes = ({ report }: { report: Report }) => (
    <>
        {report.notes.map((note, index) => (
            <p key={index} class="note sm mt2">
                {typeof note === "string" ? note : note[language.value]}
            </p>
        ))}
    </>
);

const People = ({ of, currency }: { of: Leaving[]; currency: string | null }) => (
    <Table
        rows={of}
        columns={[
            { name: said.value.person, of: (one) => <Person id={one.id} /> },
            { name: said.value.stake, isNumber: true, of: (one) => money(Math.round(one.stake), currency) },
            { name: said.value.alive, isNumber: true, of: (one) => percent(one.alive, 0) },
            { name: said.value.orders, isNumber: true, of: (one) => number(one.orders) },
            { name: said.value.last, isNumber: true, of: (one) => day(one.last) },
            { name: said.value.next, isNumber: true, of: (one) => day(one.next) },
            { name: "", of: (one) => <Call id={one.id} /> },
        ]}
    />
);

const Call = ({ id }: { id: string }) => {
    const name = nameOf(id);
    const make = (): void => {
        send("POST", `contacts/${id}/tasks`, {
            title: said.value.task,
            dueAt: new Date(Date.now() + 86_400_000).toISOString(),
        }).then(
            () => say(said.value.made),
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <button class="btn s" title={said.value.callWhom} aria-label={`${said.value.call}: ${name}`} onClick={make}>
            {said.value.call}
        </button>
    );
};
