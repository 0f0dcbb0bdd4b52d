import { useState } from "preact/hooks";
import { type Loaded, type Problem, send, useGet } from "../../api";
import { ago, moment } from "../../format";
import { Person } from "../../parts/people";
import { LocalFile } from "../../parts/report";
import { Await, Head, Section } from "../../parts/sheet";
import { Tabs } from "../../parts/tabs";
import { place, say } from "../../state";
import type { Deal, Page, Request, Task } from "../../types";
import { type Funnel, Waiting, waitingOf } from "./deals";
import { said } from "./words";

const NOBODY = "~";

/** A manager's day: what is late and due, which deals wait, who wants an answer. */
export const TasksPage = () => {
    const isDone = place.value.query.get("state") === "done";
    return <>{isDone ? <Done /> : <Day overdue={place.value.query.get("state") === "overdue"} />}</>;
};

const tabs = (isDone: boolean) => (
    <Tabs
        of={[
            ["#/tasks", said.value.day, !isDone],
            ["#/tasks?state=done", said.value.doneTab, isDone],
        ]}
    />
);

const Done = () => {
    const tasks = useGet<Page<Task>>("tasks?state=done&take=200");
    return (
        <>
            <Head title={said.value.title} />
            {tabs(true)}
            <Section ask={said.value.done}>
                <Await of={tasks}>{(page) => <Tasks of={page.items} none={said.value.noneDone} />}</Await>
            </Section>
        </>
    );
};

const endOfToday = (): string => {
    const end = new Date();
    end.setHours(24, 0, 0, 0);
    return end.toISOString();
};

const Day = ({ overdue }: { overdue: boolean }) => {
    const [whose, choose] = useState("");
    const tasks = useGet<Page<Task>>("tasks?state=open&take=500", 60);
    const deals = useGet<Page<Deal>>("deals?take=500", 60);
    const requests = useGet<Page<Request>>("requests?state=open&take=200", 60);
    const funnel = useGet<Funnel>("funnel");
    const all = tasks.value?.items ?? [];
    const names = [...new Set(all.map((task) => task.assignee ?? NOBODY))].sort();
    const mine = all.filter((task) => !whose || (task.assignee ?? NOBODY) === whose);
    const isToday = (task: Task): boolean => !task.overdue && task.dueAt < endOfToday();
    const parts = {
        late: mine.filter((task) => task.overdue),
        today: mine.filter(isToday),
        later: mine.filter((task) => !task.overdue && !isToday(task)),
    };
    const waiting = funnel.value && deals.value ? waitingOf(deals.value.items, funnel.value) : [];
    return (
        <>
            <Head
                title={
                    tasks.value
                        ? said.value.lead(
                              parts.late.length,
                              parts.today.length,
                              waiting.length,
                              requests.value?.items.length ?? 0,
                          )
                        : said.value.title
                }
                lead
            />
            {tabs(false)}
            {names.length > 1 && (
                <p class="row chips" role="group" aria-label={said.value.whose}>
                    {["", ...names].map((name) => (
                        <button key={name} class="btn s ghost" aria-pressed={whose === name} onClick={() => choose(name)}>
                            {name === "" ? said.value.everybody : name === NOBODY ? said.value.nobody : name}
                        </button>
                    ))}
                </p>
            )}
            <TaskSection id="late" ask={said.value.late} of={parts.late} tasks={tasks} none={said.value.noneLate} />
            {!overdue && (
                <>
                    <TaskSection id="today" ask={said.value.today} of={parts.today} tasks={tasks} none={said.value.noneToday} />
                    <Waiting of={waiting} loaded={deals} stages={funnel.value?.stages ?? []} />
                    <Asked requests={requests} />
                    <TaskSection id="later" ask={said.value.later} of={parts.later} tasks={tasks} none={said.value.noneLater} />
                </>
            )}
        </>
    );
};

const TaskSection = (props: { id: string; ask: string; of: Task[]; tasks: Loaded<Page<Task>>; none: string }) => (
    <Section
        id={props.id}
        ask={props.ask}
        tools={
            props.of.length > 0 && (
                <LocalFile
                    name={`tasks-${props.id}.csv`}
                    head={["title", "contact", "dueAt", "assignee"]}
                    rows={props.of.map((task) => [task.title, task.contact, task.dueAt, task.assignee])}
                />
            )
        }
    >
        <Await of={props.tasks}>{() => <Tasks of={props.of} none={props.none} again={props.tasks.again} />}</Await>
    </Section>
);

const Tasks = ({ of, none, again }: { of: Task[]; none: string; again?: () => void }) =>
    of.length === 0 ? (
        <p class="ans">{none}</p>
    ) : (
        <ul class="list">
            {of.map((task) => (
                <Line key={task.id} task={task} again={again} />
            ))}
        </ul>
    );

const Line = ({ task, again }: { task: Task; again?: () => void }) => {
    const change = (body: object, text: string): void => {
        send("PATCH", `tasks/${encodeURIComponent(task.id)}`, body).then(
            () => {
                say(text);
                again?.();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    const finish = (event: Event): void => {
        event.preventDefault();
        const result = String(new FormData(event.currentTarget as HTMLFormElement).get("result")).trim();
        change({ state: "done", ...(result && { result }) }, said.value.finished);
    };
    const putOff = (): void => {
        const day = new Date(Math.max(Date.now(), Date.parse(task.dueAt)) + 86_400_000);
        change({ dueAt: day.toISOString() }, said.value.moved);
    };
    return (
        <li>
            <i class={task.state === "done" ? "dot good" : task.overdue ? "dot bad" : "dot todo"} />
            <div>
                <span class="t">{task.title}</span>
                <br />
                <span class="d">
                    <Person id={task.contact} />
                    {task.assignee && `, ${task.assignee}`}
                    {task.result && `: ${task.result}`}
                </span>
                {task.script && (
                    <details>
                        <summary>{said.value.script}</summary>
                        <p class="script">{task.script}</p>
                    </details>
                )}
            </div>
            <div class="w">
                <span class={task.overdue ? "tag bad" : "nb"} title={moment(task.dueAt)}>
                    {task.overdue ? ago(task.dueAt) : moment(task.dueAt)}
                </span>
                {again && (
                    <form class="row" onSubmit={finish}>
                        <input
                            class="inp slim"
                            name="result"
                            placeholder={said.value.result}
                            aria-label={`${said.value.result} ${task.title}`}
                        />
                        <button class="btn s">{said.value.finish}</button>
                        <button
                            type="button"
                            class="btn s ghost"
                            aria-label={`${said.value.tomorrow}: ${task.title}`}
                            onClick={putOff}
                        >
                            {said.value.tomorrow}
                        </button>
                    </form>
                )}
            </div>
        </li>
    );
};

const Asked = ({ requests }: { requests: Loaded<Page<Request>> }) => (
    <Section id="requests" ask={said.value.requests}>
        <Await of={requests}>
            {({ items }) =>
                items.length === 0 ? (
                    <p class="ans">{said.value.noneRequests}</p>
                ) : (
                    <ul class="list">
                        {items.slice(0, 20).map((request) => (
                            <li key={request.id}>
                                <i class="dot wait" />
                                <div>
                                    <span class="t">{request.subject}</span>
                                    <br />
                                    <span class="d">
                                        <Person id={request.contact} />, {said.value.open(ago(request.openedAt))}
                                    </span>
                                </div>
                                <a class="btn s" href="#/requests">
                                    {said.value.answer}
                                </a>
                            </li>
                        ))}
                    </ul>
                )
            }
        </Await>
    </Section>
);
