import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, send, useGet } from "../api";
import { tell } from "../entries";
import { ago, day, moment, money, number, percent } from "../format";
import { consentName } from "../names";
import { Swatch } from "../parts/ladders";
import { Await, Figures, Head, Section, Table } from "../parts/sheet";
import { say, words } from "../state";
import type { Contact, Entry, FieldValue, Page } from "../types";

const kinds = {
    all: null,
    sales: ["order", "refund", "deal"],
    mail: ["mail.sent", "mail.delivered", "mail.open", "mail.click", "mail.bounce"],
    talk: ["call", "note", "meeting", "offer", "letter", "task", "request"],
    site: ["visit", "form", "import"],
    consent: ["consent"],
} as const;

/** One person: what they are to us, what we know, what happened. */
export const ContactPage = ({ id }: { id: string }) => {
    const contact = useGet<Contact>(`contacts/${id}`);
    return <Await of={contact}>{(value) => <Card contact={value} again={contact.again} />}</Await>;
};

const Card = ({ contact, again }: { contact: Contact; again: () => void }) => {
    const said = words.value.card;
    const [writing, write] = useState<"note" | "call" | "task" | null>(null);
    const [written, setWritten] = useState(0);
    const toggle = (kind: "note" | "call" | "task") => () => write(writing === kind ? null : kind);
    return (
        <>
            <Head
                crumb={
                    <>
                        <a href="#/contacts">{words.value.contacts.title}</a> / <span class="mono">{contact.id}</span>
                    </>
                }
                title={contact.name.full || contact.emails[0] || contact.phones[0] || words.value.contacts.noName}
                actions={
                    <>
                        <button class="btn" aria-expanded={writing === "task"} onClick={toggle("task")}>
                            {said.task}
                        </button>
                        <button class="btn" aria-expanded={writing === "note"} onClick={toggle("note")}>
                            {said.note}
                        </button>
                        <button class="btn go" aria-expanded={writing === "call"} onClick={toggle("call")}>
                            {said.call}
                        </button>
                    </>
                }
            />
            <Standing contact={contact} />
            {writing && (
                <Writing
                    contact={contact.id}
                    kind={writing}
                    done={() => {
                        write(null);
                        setWritten(written + 1);
                        again();
                    }}
                />
            )}
            <Worth contact={contact} />
            <Section id="known" ask={said.ask.known} answer={contact.quality ? said.quality(contact.quality.score) : undefined}>
                <Known contact={contact} />
            </Section>
            <Timeline key={written} contact={contact} again={again} />
        </>
    );
};

const Standing = ({ contact }: { contact: Contact }) => (
    <p class="row standing">
        {contact.colours?.funnel && <Swatch colour={contact.colours.funnel} />}
        {contact.colours?.loyalty && <Swatch colour={contact.colours.loyalty} />}
        {contact.rfm && (
            <span>
                {words.value.rfm[contact.rfm.segment]}{" "}
                <b>
                    R{contact.rfm.r} F{contact.rfm.f} M{contact.rfm.m}
                </b>
            </span>
        )}
        {contact.rating && (
            <span>
                A–E: <b>{contact.rating}</b>
            </span>
        )}
        {contact.abcXyz && (
            <span>
                ABC-XYZ: <b>{contact.abcXyz}</b>
            </span>
        )}
        {contact.segments
            .filter((id) => id in words.value.types)
            .map((id) => (
                <a key={id} href={`#/segments/${id}`}>
                    {words.value.types[id]}
                </a>
            ))}
        {contact.tags?.map((tag) => (
            <span key={tag} class="tag">
                {tag}
            </span>
        ))}
    </p>
);

const Worth = ({ contact }: { contact: Contact }) => {
    const said = words.value.card;
    const { orders, forecast } = contact;
    const answer =
        orders.count === 0
            ? said.never
            : orders.count === 1
              ? said.once(ago(orders.lastAt))
              : said.buys(orders.count, ago(orders.lastAt));
    return (
        <Section id="worth" ask={said.ask.what} answer={answer}>
            {orders.count > 0 && (
                <Figures
                    of={[
                        [said.orders, number(orders.count)],
                        [said.total, money(orders.total, orders.currency)],
                        [said.average, money(orders.averageCheck, orders.currency)],
                        [said.last, ago(orders.lastAt)],
                        [said.alive, percent(forecast?.pAlive, 0)],
                        [said.year, money(forecast?.value12m, orders.currency)],
                    ]}
                />
            )}
        </Section>
    );
};

const Known = ({ contact }: { contact: Contact }) => {
    const said = words.value.card;
    const valueOf = (field: FieldValue): string => (typeof field === "string" ? field : field.value);
    const sourceOf = (field: FieldValue): string => (typeof field === "string" ? "" : `${field.source}, ${day(field.at)}`);
    const rows: [name: string, value: string, note: string][] = [
        ...contact.emails.map((email): [string, string, string] => [words.value.contacts.email, email, ""]),
        ...contact.phones.map((phone): [string, string, string] => [words.value.contacts.phone, phone, ""]),
        ...Object.entries(contact.fields)
            .filter(([name]) => !["firstName", "lastName", "patronymic", "name"].includes(name))
            .map(([name, field]): [string, string, string] => [said.fields[name] ?? name, valueOf(field), sourceOf(field)]),
        ...Object.entries(contact.custom).map(([name, field]): [string, string, string] => [
            name,
            valueOf(field),
            sourceOf(field),
        ]),
        ...Object.entries(contact.externalIds).map(([shop, ids]): [string, string, string] => [shop, ids.join(", "), ""]),
        [said.manager, contact.manager ?? "—", ""],
        [said.source, contact.source ?? "—", contact.firstSeenAt ? `${said.since} ${day(contact.firstSeenAt)}` : ""],
    ];
    return (
        <div class="cols c2">
            <dl class="known">
                {rows.map(([name, value, note], index) => (
                    <div key={index}>
                        <dt>{name}</dt>
                        <dd>
                            {value}
                            <small>{note}</small>
                        </dd>
                    </div>
                ))}
            </dl>
            <div>
                <h3>{said.consents}</h3>
                {contact.consents.length === 0 ? (
                    <p class="note">—</p>
                ) : (
                    <Table
                        rows={contact.consents}
                        columns={[
                            { name: "", of: (one) => consentName(one) },
                            {
                                name: "",
                                of: (one) => (
                                    <span class={one.granted ? "tag good" : "tag bad"}>{one.granted ? said.yes : said.no}</span>
                                ),
                            },
                            { name: "", of: (one) => `${day(one.at)}, ${one.source}` },
                        ]}
                    />
                )}
                {contact.mergedFrom.length > 0 && <p class="note mt2">{said.merged(contact.mergedFrom.length)}</p>}
            </div>
        </div>
    );
};

const Timeline = ({ contact, again }: { contact: Contact; again: () => void }) => {
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

const Writing = ({ contact, kind, done }: { contact: string; kind: "note" | "call" | "task"; done: () => void }) => {
    const said = words.value.card;
    const first = useRef<HTMLTextAreaElement>(null);
    useEffect(() => first.current!.focus(), [kind]);
    const write = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const text = (name: string): string | undefined => String(form.get(name) ?? "").trim() || undefined;
        const due = text("due");
        const sent =
            kind === "task"
                ? send("POST", `contacts/${contact}/tasks`, {
                      title: text("text"),
                      dueAt: due ? new Date(due).toISOString() : undefined,
                  })
                : send("POST", `contacts/${contact}/interactions`, {
                      kind,
                      text: text("text"),
                      ...(kind === "call" && { result: text("result"), direction: "out" }),
                  });
        sent.then(
            () => {
                say(words.value.saved);
                done();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <form class="narrow" onSubmit={write}>
            <div class="fld">
                <label for="text">{kind === "task" ? said.title : said.text}</label>
                <textarea ref={first} class="inp" id="text" name="text" rows={2} required />
            </div>
            {kind === "call" && (
                <div class="fld">
                    <label for="result">{said.result}</label>
                    <input class="inp" id="result" name="result" />
                </div>
            )}
            {kind === "task" && (
                <div class="fld">
                    <label for="due">{said.due}</label>
                    <input class="inp" id="due" name="due" type="datetime-local" required />
                </div>
            )}
            <button class="btn go">{said.write}</button>
        </form>
    );
};
