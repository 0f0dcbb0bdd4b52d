import { type Problem, send, useGet } from "../api";
import { moment, number } from "../format";
import { Await, Head, Section, Table } from "../parts/sheet";
import { place, say, words } from "../state";
import type { Page, Queue } from "../types";

interface Poison {
    id: string;
    at: string;
    attempts: number;
    cause: string;
    summary: string;
}

export const QueuesPage = () => {
    const said = words.value.queues;
    const queues = useGet<{ items: Queue[]; idle: boolean }>("ops/queues", 10);
    const health = useGet<{ status: string; checks?: Record<string, string> }>("health", 30);
    const chosen = place.value.query.get("of");
    return (
        <>
            <Head title={said.title} />
            <Section
                ask={said.ask.all}
                answer={
                    queues.value &&
                    (queues.value.idle ? said.idle : said.busy(queues.value.items.reduce((sum, queue) => sum + queue.waiting, 0)))
                }
            >
                <Await of={queues}>
                    {(all) => (
                        <Table
                            rows={all.items}
                            columns={[
                                {
                                    name: said.queue,
                                    of: (queue) =>
                                        queue.poison > 0 ? <a href={`#/queues?of=${queue.queue}`}>{queue.queue}</a> : queue.queue,
                                },
                                { name: said.waiting, isNumber: true, of: (queue) => number(queue.waiting) },
                                {
                                    name: said.poison,
                                    isNumber: true,
                                    of: (queue) => (queue.poison > 0 ? <span class="tag bad">{number(queue.poison)}</span> : "0"),
                                },
                            ]}
                        />
                    )}
                </Await>
            </Section>
            {chosen && <Stuck queue={chosen} again={queues.again} key={chosen} />}
            <Section ask={said.health}>
                <Await of={health}>
                    {(value) => (
                        <Table
                            rows={Object.entries(value.checks ?? {})}
                            columns={[
                                { name: "", of: ([name]) => name },
                                {
                                    name: "",
                                    of: ([, state]) => <span class={state === "Healthy" ? "tag good" : "tag bad"}>{state}</span>,
                                },
                            ]}
                        />
                    )}
                </Await>
            </Section>
        </>
    );
};

const Stuck = ({ queue, again }: { queue: string; again: () => void }) => {
    const said = words.value.queues;
    const poison = useGet<Page<Poison>>(`ops/poison/${encodeURIComponent(queue)}?take=50`);
    const replay = (): void => {
        send("POST", `ops/poison/${encodeURIComponent(queue)}/replay`).then(
            () => {
                say(said.replayed);
                poison.again();
                again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <Section ask={said.ask.poison}>
            <Await of={poison}>
                {(page) =>
                    page.items.length === 0 ? (
                        <p class="note">—</p>
                    ) : (
                        <>
                            <Table
                                rows={page.items}
                                columns={[
                                    { name: said.cause, of: (one) => one.cause },
                                    { name: "", of: (one) => one.summary },
                                    { name: said.attempts, isNumber: true, of: (one) => number(one.attempts) },
                                    { name: "", isNumber: true, of: (one) => moment(one.at) },
                                ]}
                            />
                            <p class="mt2">
                                <button class="btn go" onClick={replay}>
                                    {said.replay}
                                </button>
                            </p>
                        </>
                    )
                }
            </Await>
        </Section>
    );
};
