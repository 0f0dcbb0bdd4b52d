import { type Problem, send, useGet } from "../api";
import { moment } from "../format";
import { Await, Empty, Head, Section } from "../parts/sheet";
import { Person } from "../parts/people";
import { Tabs } from "../parts/tabs";
import { place, say, words } from "../state";
import type { Page, Request } from "../types";

const states = ["open", "answered", "closed"] as const;

export const RequestsPage = () => {
    const said = words.value.requests;
    const state = states.find((one) => one === place.value.query.get("state")) ?? "open";
    const requests = useGet<Page<Request>>(`requests?state=${state}&take=200`);
    const change = (request: Request, body: object): void => {
        send("PATCH", `requests/${encodeURIComponent(request.id)}`, body).then(requests.again, (problem: Problem) =>
            say(problem.message),
        );
    };
    const answer =
        (request: Request) =>
        (event: Event): void => {
            event.preventDefault();
            change(request, {
                state: "answered",
                text: String(new FormData(event.currentTarget as HTMLFormElement).get("text")),
            });
        };
    return (
        <>
            <Head title={said.title} />
            <Tabs of={states.map((one) => [`#/requests?state=${one}`, said[one], one === state])} />
            <Section ask={words.value.today.ask.waits}>
                <Await of={requests}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <Empty text={said.none} />
                        ) : (
                            <>
                                <p class="ans">{said.lead(page.items.length)}</p>
                                <ul class="list">
                                    {page.items.map((request) => (
                                        <li key={request.id}>
                                            <i class={request.state === "open" ? "dot wait" : "dot good"} />
                                            <div>
                                                <span class="t">{request.subject}</span>{" "}
                                                <span class="m2 sm">
                                                    <Person id={request.contact} />, {request.source}, {moment(request.openedAt)}
                                                </span>
                                                <br />
                                                <span class="d">{request.text}</span>
                                                {request.state === "open" && (
                                                    <form class="row mt2" onSubmit={answer(request)}>
                                                        <input
                                                            class="inp"
                                                            name="text"
                                                            required
                                                            aria-label={`${said.reply}: ${request.subject}`}
                                                        />
                                                        <button class="btn s">{said.reply}</button>
                                                    </form>
                                                )}
                                            </div>
                                            {request.state !== "closed" && (
                                                <button class="btn s" onClick={() => change(request, { state: "closed" })}>
                                                    {said.close}
                                                </button>
                                            )}
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
