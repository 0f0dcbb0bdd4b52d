import { useState } from "preact/hooks";
import { useGet } from "../../api";
import { Swatch } from "../../parts/ladders";
import { Await, Head, Section } from "../../parts/sheet";
import { words } from "../../state";
import type { Contact } from "../../types";
import { Doubles } from "./doubles";
import { Known } from "./known";
import { Timeline } from "./timeline";
import { Work } from "./work";
import { Worth } from "./worth";
import { Writing } from "./writing";

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
            <Work key={`work${written}`} contact={contact.id} />
            <Section id="known" ask={said.ask.known} answer={contact.quality ? said.quality(contact.quality.score) : undefined}>
                <Known contact={contact} />
            </Section>
            <Doubles contact={contact.id} again={again} />
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
