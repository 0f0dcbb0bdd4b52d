import { type Loaded, RECENT, useGet } from "../api";
import { moment, money, number } from "../format";
import { words } from "../state";
import { segmentName } from "../names";
import { Await, Bars, Head, Section } from "../parts/sheet";
import { Person } from "../parts/people";
import { currencyOf, ReportFiles, ReportShown } from "../parts/report";
import { lastDays, weekOf } from "./week";
import type { Duplicate, Page, Queue, Report, Request, Segment, Task } from "../types";

interface Health {
    status: string;
    checks?: Record<string, string>;
}

interface Wrong {
    key: string;
    text: string;
    hint: string;
    to: string;
}

/** What changed, what waits, what is wrong. */
export const TodayPage = () => {
    const said = words.value.today;
    const queues = useGet<{ items: Queue[] }>("ops/queues", 120, RECENT); // As the menu has it.
    const segments = useGet<Page<Segment>>("segments?take=1000");
    const tasks = useGet<Page<Task>>("tasks?state=open&take=100");
    const requests = useGet<Page<Request>>("requests?state=open&take=100");
    const pairs = useGet<Page<Duplicate>>("duplicates?take=1"); // Two cards a pair.
    const sales = useGet<Report>(`reports/sales?by=day&from=${daysAgo(9 * 7 - 1)}`);
    // What is asked here reaches tables, queues and blobs: only where that fails there is more to ask.
    const isTroubled = [queues, segments, tasks, sales].some(({ problem }) => problem && problem.status !== 403);
    const health = useGet<Health>(isTroubled ? "health" : null, 60);
    const wrong = wrongs(queues.value?.items, health.value, segments.value?.items);
    const waits = (tasks.value?.items.length ?? 0) + (requests.value?.items.length ?? 0) + (pairs.value?.items.length ?? 0);
    const week = sales.value && weekOf(sales.value);
    const parts: [text: string, to: string | null][] = [
        [week ? said.week(week.orders, money(Math.round(week.revenue), currencyOf(sales.value!)), week.against) : "", null],
        [said.lead(waits), waits > 0 ? "#/tasks" : null],
        [said.broken(wrong.length), wrong.length > 0 ? "#/queues" : null],
    ];
    return (
        <>
            <Head
                title={parts.map(([text]) => text).join(" ")}
                shown={parts.map(([text, to]) => (
                    <>{to ? <a href={to}>{text}</a> : text} </>
                ))}
                lead
                crumb={new Date().toLocaleString(document.documentElement.lang, {
                    weekday: "long",
                    day: "numeric",
                    month: "long",
                    hour: "2-digit",
                    minute: "2-digit",
                })}
            />
            <Section id="wrong" ask={said.ask.wrong} answer={wrong.length ? said.wrong(wrong.length) : said.allRight}>
                {wrong.length > 0 && (
                    <ul class="list">
                        {wrong.map((one) => (
                            <li key={one.key}>
                                <i class="dot bad" />
                                <div>
                                    <span class="t">{one.text}</span>
                                    <br />
                                    <span class="d">{one.hint}</span>
                                </div>
                                <a class="btn s" href={one.to}>
                                    {said.look}
                                </a>
                            </li>
                        ))}
                    </ul>
                )}
            </Section>
            <Section id="waits" ask={said.ask.waits}>
                <Await of={tasks}>
                    {(open) => (
                        <Waiting tasks={open.items} requests={requests.value?.items ?? []} pairs={pairs.value?.items ?? []} />
                    )}
                </Await>
            </Section>
            <Sales sales={sales} />
            <Section id="moved" ask={said.ask.moved}>
                <Await of={segments}>{(all) => <Largest segments={all.items} />}</Await>
            </Section>
        </>
    );
};

const wrongs = (queues: Queue[] = [], health?: Health, segments?: Segment[]): Wrong[] => {
    const said = words.value.today;
    return [
        ...Object.entries(health?.checks ?? {})
            .filter(([, state]) => state !== "Healthy" && state !== "NotConfigured")
            .map(([name]) => ({ key: name, text: said.unhealthy(name), hint: said.unhealthyHint, to: "#/queues" })),
        ...queues
            .filter((queue) => queue.poison > 0)
            .map((queue) => ({
                key: queue.queue,
                text: said.poison(queue.poison, queue.queue),
                hint: said.poisonHint,
                to: `#/queues?of=${queue.queue}`,
            })),
        ...(segments?.length && segments.every((segment) => segment.updatedAt === null)
            ? [{ key: "segments", text: said.noSegments, hint: said.noSegmentsHint, to: "#/segments" }]
            : []),
    ];
};

const SHOWN_TASKS = 5; // A name each.

const Waiting = ({ tasks, requests, pairs }: { tasks: Task[]; requests: Request[]; pairs: Duplicate[] }) => {
    const said = words.value.today;
    const late = tasks.filter((task) => task.overdue).length;
    if (tasks.length + requests.length + pairs.length === 0) return <p class="ans">{said.nothingWaits}</p>;
    return (
        <>
            <p class="ans">{said.waits(tasks.length, late)}</p>
            <ul class="list">
                {tasks.slice(0, SHOWN_TASKS).map((task) => (
                    <li key={task.id}>
                        <i class={task.overdue ? "dot bad" : "dot todo"} />
                        <div>
                            <span class="t">{task.title}</span>
                            <br />
                            <span class="d">
                                <Person id={task.contact} />
                            </span>
                        </div>
                        <div class="w">
                            <span class={task.overdue ? "tag bad" : ""}>{said.late(moment(task.dueAt))}</span>
                        </div>
                    </li>
                ))}
                {requests.length > 0 && (
                    <Waits text={said.requests(requests.length)} hint={said.requestsHint} to="#/requests" action={said.answer} />
                )}
                {pairs.length > 0 && (
                    <Waits text={said.pairs} hint={said.pairsHint} to="#/duplicates" action={said.decide} />
                )}
            </ul>
        </>
    );
};

const Waits = (props: { text: string; hint: string; to: string; action: string }) => (
    <li>
        <i class="dot todo" />
        <div>
            <span class="t">{props.text}</span>
            <br />
            <span class="d">{props.hint}</span>
        </div>
        <a class="btn s" href={props.to}>
            {props.action}
        </a>
    </li>
);

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const SHOWN_DAYS = 14;

const Sales = ({ sales }: { sales: Loaded<Report> }) => {
    const said = words.value.today;
    const path = `reports/sales?by=day&from=${daysAgo(SHOWN_DAYS - 1)}`;
    const shown = sales.value && lastDays(sales.value, SHOWN_DAYS);
    const total = (id: string): number => {
        const at = shown?.columns.findIndex((column) => column.id === id) ?? -1;
        return (shown?.rows ?? []).reduce((sum, row) => sum + Number(row[at] ?? 0), 0);
    };
    const orders = total("orders");
    return (
        <Section
            id="sales"
            ask={said.ask.sales}
            tools={<ReportFiles path={path} name="sales" />}
            answer={shown && (orders ? said.sales(orders, money(Math.round(total("revenue")), currencyOf(shown))) : said.noSales)}
        >
            <Await of={sales}>{() => (orders ? <ReportShown report={shown!} /> : null)}</Await>
        </Section>
    );
};

const Largest = ({ segments }: { segments: Segment[] }) => {
    const said = words.value.today;
    const filled = segments.filter((segment) => segment.count > 0).sort((a, b) => b.count - a.count);
    if (filled.length === 0) return <p class="ans">{words.value.base.none}</p>;
    return (
        <>
            <p class="ans">{said.segmentsLead(segmentName(filled[0].id, filled[0].name), filled[0].count)}</p>
            <Bars
                rows={filled.slice(0, 12).map((segment) => ({
                    name: segmentName(segment.id, segment.name),
                    value: segment.count,
                    shown: number(segment.count),
                    to: `#/segments/${encodeURIComponent(segment.id)}`,
                }))}
            />
        </>
    );
};
