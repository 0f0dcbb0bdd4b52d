import { type Problem, send, useGet } from "../api";
import { moment } from "../format";
import { Tabs } from "../parts/tabs";
import { Await, Empty, Head, Section } from "../parts/sheet";
import { place, say, words } from "../state";
import type { Page, Task } from "../types";

const states = ["open", "overdue", "done"] as const;

/** A manager's day. */
export const TasksPage = () => {
    const said = words.value.tasks;
    const state = states.find((one) => one === place.value.query.get("state")) ?? "open";
    const tasks = useGet<Page<Task>>(`tasks?state=${state}&take=200`);
    const finish =
        (task: Task) =>
        (event: Event): void => {
            event.preventDefault();
            const result = String(new FormData(event.currentTarget as HTMLFormElement).get("result")).trim();
            send("PATCH", `tasks/${encodeURIComponent(task.id)}`, { state: "done", ...(result && { result }) }).then(
                () => {
                    say(words.value.done);
                    tasks.again();
                },
                (problem: Problem) => say(problem.message),
            );
        };
    return (
        <>
            <Head title={said.title} />
            <Tabs of={states.map((one) => [`#/tasks?state=${one}`, said[one], one === state])} />
            <Section ask={said.ask}>
                <Await of={tasks}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <Empty text={said.none} />
                        ) : (
                            <>
                                <p class="ans">{said.lead(page.items.length)}</p>
                                <ul class="list">
                                    {page.items.map((task) => (
                                        <li key={task.id}>
                                            <i
                                                class={task.state === "done" ? "dot good" : task.overdue ? "dot bad" : "dot todo"}
                                            />
                                            <div>
                                                <a class="t" href={`#/contacts/${task.contact}`}>
                                                    {task.title}
                                                </a>{" "}
                                                <span class="m2 sm">{task.assignee}</span>
                                                {task.script && (
                                                    <>
                                                        <br />
                                                        <span class="d">{task.script}</span>
                                                    </>
                                                )}
                                                {task.result && (
                                                    <>
                                                        <br />
                                                        <span class="d">{task.result}</span>
                                                    </>
                                                )}
                                            </div>
                                            <div class="w">
                                                <span class={task.overdue ? "tag bad" : ""}>{moment(task.dueAt)}</span>
                                                {task.state !== "done" && (
                                                    <form class="row" onSubmit={finish(task)}>
                                                        <input
                                                            class="inp slim"
                                                            name="result"
                                                            placeholder={said.result}
                                                            aria-label={`${said.result} ${task.title}`}
                                                        />
                                                        <button class="btn s">{words.value.done}</button>
                                                    </form>
                                                )}
                                            </div>
                                        </li>
                                    ))}
                                </ul>
                            </>
                        )
                    }
                </Await>
            </Section>
        </>
    );
};
