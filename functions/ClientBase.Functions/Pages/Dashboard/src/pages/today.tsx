import { useGet } from "../api";
import { moment, money, number } from "../format";
import { words } from "../state";
import { segmentName } from "../names";
import { Await, Bars, Head, Section } from "../parts/sheet";
import { Person } from "../parts/people";
import { ReportFiles, ReportShown } from "../parts/report";
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
    const queues = useGet<{ items: Queue[] }>("ops/queues", 30);
    const health = useGet<Health>("health", 60);
    const segments = useGet<Page<Segment>>("segments?take=1000");
    const tasks = useGet<Page<Task>>("tasks?state=open&take=100");
    const requests = useGet<Page<Request>>("requests?state=open&take=100");
    const pairs = useGet<Page<Duplicate>>("duplicates?take=100");

    const people = sizeOf(segments.value?.items);
    const wrong = wrongs(queues.value?.items, health.value, segments.value?.items);
    const waits = (tasks.value?.items.length ?? 0) + (requests.value?.items.length ?? 0) + (pairs.value?.items.length ?? 0);
    const lead = said.lead(people, waits, wrong.length);
    return (
        <>
            <Head
                title={`${upper(lead[0])}, ${lead[1]}, ${lead[2]}.`}
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
            <Sales />
            <Section id="moved" ask={said.ask.moved}>
                <Await of={segments}>{(all) => <Largest segments={all.items} />}</Await>
            </Section>
        </>
    );
};

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

// Everybody is on exactly one rung of the funnel's ladder.
const sizeOf = (segments: Segment[] | undefined): number =>
    (segments ?? []).filter((segment) => segment.id.startsWith("funnel-")).reduce((sum, segment) => sum + segment.count, 0);

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

const Waiting = ({ tasks, requests, pairs }: { tasks: Task[]; requests: Request[]; pairs: Duplicate[] }) => {
    const said = words.value.today;
    const late = tasks.filter((task) => task.overdue).length;
    if (tasks.length + requests.length + pairs.length === 0) return <p class="ans">{said.nothingWaits}</p>;
    return (
        <>
            <p class="ans">{said.waits(tasks.length, late)}</p>
            <ul class="list">
                {tasks.slice(0, 7).map((task) => (
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
                    <Waits text={said.pairs(pairs.length)} hint={said.pairsHint} to="#/duplicates" action={said.decide} />
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

const Sales = () => {
    const said = words.value.today;
    const from = new Date(Date.now() - 13 * 86_400_000).toISOString().slice(0, 10);
    const path = `reports/sales?by=day&from=${from}`;
    const report = useGet<Report>(path);
    const total = (pattern: RegExp): number =>
        Number(Object.entries(report.value?.totals ?? {}).find(([id]) => pattern.test(id))?.[1] ?? 0);
    const orders = total(/^orders$/);
    return (
        <Section
            id="sales"
            ask={said.ask.sales}
            tools={<ReportFiles path={path} name="sales" />}
            answer={
                report.value &&
                (orders
                    ? said.sales(orders, money(total(/^revenue$/), String(report.value.totals.currency ?? "") || null))
                    : said.noSales)
            }
        >
            <Await of={report}>{(value) => (orders ? <ReportShown report={value} /> : null)}</Await>
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
