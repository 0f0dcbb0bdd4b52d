import { type Problem, send, useGet } from "../../api";
import { ago, day, moment, money } from "../../format";
import { Section } from "../../parts/sheet";
import { say } from "../../state";
import type { Deal, Request, Task } from "../../types";
import { said } from "./words";

interface InWork {
    tasks: Task[];
    deals: Deal[];
    requests: Request[];
}

/** What is worked on with one person, what is due first first. */
export const Work = ({ contact }: { contact: string }) => {
    const work = useGet<InWork>(`contacts/${contact}/work`);
    if (!work.value) return null;
    const tasks = work.value.tasks.filter((task) => task.state === "open");
    const requests = work.value.requests.filter((request) => request.state === "open");
    const { deals } = work.value;
    const finish = (task: Task): void => {
        send("PATCH", `tasks/${encodeURIComponent(task.id)}`, { state: "done" }).then(
            () => {
                say(said.value.finished);
                work.again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    const isNone = tasks.length + deals.length + requests.length === 0;
    return (
        <Section
            id="work"
            ask={said.value.work}
            answer={isNone ? said.value.none : said.value.lead(tasks.length, deals.length, requests.length)}
        >
            {!isNone && (
                <ul class="list">
                    {tasks.map((task) => (
                        <li key={task.id}>
                            <i class={task.overdue ? "dot bad" : "dot todo"} />
                            <div>
                                <span class="t">{task.title}</span>
                                <br />
                                <span class="d">{task.assignee}</span>
                            </div>
                            <div class="w">
                                <span class={task.overdue ? "tag bad" : "nb"}>
                                    {task.overdue ? ago(task.dueAt) : moment(task.dueAt)}
                                </span>
                                <button
                                    class="btn s"
                                    aria-label={`${said.value.finish}: ${task.title}`}
                                    onClick={() => finish(task)}
                                >
                                    {said.value.finish}
                                </button>
                            </div>
                        </li>
                    ))}
                    {requests.map((request) => (
                        <li key={request.id}>
                            <i class="dot wait" />
                            <div>
                                <span class="t">
                                    {said.value.request}: {request.subject}
                                </span>
                                <br />
                                <span class="d">{request.text}</span>
                            </div>
                            <div class="w">{ago(request.openedAt)}</div>
                        </li>
                    ))}
                    {deals.map((deal) => (
                        <li key={deal.id}>
                            <i class="dot todo" />
                            <div>
                                <span class="t">
                                    {said.value.deal}: {deal.title}
                                </span>
                                <br />
                                <span class="d">
                                    {deal.stage}, {money(deal.amount, deal.currency)}
                                </span>
                            </div>
                            <div class="w">{day(deal.expectedAt)}</div>
                        </li>
                    ))}
                </ul>
            )}
        </Section>
    );
};
