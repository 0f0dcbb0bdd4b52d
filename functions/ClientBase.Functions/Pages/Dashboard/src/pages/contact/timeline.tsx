import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { tell } from "../../entries";
import { moment } from "../../format";
import { Await, Section } from "../../parts/sheet";
import { say, words } from "../../state";
import type { Contact, Entry, Page } from "../../types";

const kinds = {
    all: null,
    sales: ["order", "order.moved", "refund", "deal"],
    mail: ["mail.sent", "mail.delivered", "mail.open", "mail.click", "mail.bounce"],
    talk: ["call", "note", "meeting", "offer", "letter", "task", "request"],
    site: ["visit", "form", "import"],
    consent: ["consent"],
} as const;

export const Timeline = ({ contact, again }: { contact: Contact; again: () => void }) => {
    const said = words.value.card;
    const [filter, choose] = useState<keyof typeof kinds>("all");
    const [take, setTake] = useState(50);
    const timeline = useGet<Page<Entry>>(`contacts/${contact.id}/timeline?take=${take}`);
    const wanted = kinds[filter] as readonly string[] | null;
    return (
        <Section id="timeline" ask={said.ask.timeline}>
            <p class="row chips" role="group">
                {(Object.keys(kinds) as (keyof typeof kinds)[]).map((kind) => (
                    <button key={kind} class="btn s ghost" aria-pressed={filter === kind} onClick={() => choose(kind)}>
                        {said[kind]}
                    </button>
                ))}
            </p>
            <Await of={timeline}>
                {(page) => {
                    const shown = page.items.filter((entry) => !wanted || wanted.includes(entry.kind));
                    return (
                        <>
                            {shown.length === 0 && <p class="note mt2">{said.nothing}</p>}
                            <ol class="list line">
                                {shown.map((entry) => (
                                    <li key={entry.id}>
                                        <i class={entry.kind === "order" ? "dot good" : "dot todo"} />
                                        <EntryText entry={entry} />
                                        <div class="w">
                                            {entry.kind === "merge" &&
                                                typeof entry.data.mergeId === "string" &&
                                                !entry.data.undone && <Split merge={entry.data.mergeId} again={again} />}
                                            {moment(entry.at)}
                                        </div>
                                    </li>
                                ))}
                            </ol>
                            {page.continuation && (
                                <p class="mt2">
                                    <button class="btn" onClick={() => setTake(take + 200)}>
                                        {words.value.state.more}
                                    </button>
                                </p>
                            )}
                        </>
                    );
                }}
            </Await>
        </Section>
    );
};

const EntryText = ({ entry }: { entry: Entry }) => {
    const { title, detail } = tell(entry);
    return (
        <div>
            <span class="t">{title}</span> <span class="m2 sm">{entry.source}</span>
            <br />
            <span class="d">{detail}</span>
        </div>
    );
};

const Split = ({ merge, again }: { merge: string; again: () => void }) => {
    const said = words.value.card;
    const split = (): void => {
        send("POST", `merges/${merge}/undo`).then(
            () => {
                say(said.splitDone);
                again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <button class="btn s" onClick={split}>
            {said.split}
        </button>
    );
};
