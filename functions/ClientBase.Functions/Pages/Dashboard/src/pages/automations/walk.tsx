import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { moment } from "../../format";
import { PersonPicker } from "../../parts/picker";
import { Section, Table } from "../../parts/sheet";
import { language, say } from "../../state";
import type { Contact } from "../../types";
import { said } from "./words";

interface Clause {
    clause: string;
    value: string | null;
    holds: boolean;
}

interface Walked {
    contact: string;
    enters: boolean;
    reasons: string[];
    rule: Clause[];
    steps: {
        step: string | null;
        at: string;
        words: { ru: string; en: string } | null;
        outcome: string;
        reason: string | null;
    }[];
}

interface Why {
    outcome: string;
    reasons: string[];
    rule: Clause[];
}

/** What would happen to one person, step by step, and why they got its messages or did not. */
export const Walk = ({ id, path }: { id: string; path: string }) => {
    const [person, choose] = useState<Contact | null>(null);
    const [walked, set] = useState<Walked | null>(null);
    const pick = (contact: Contact): void => {
        choose(contact);
        set(null);
        send<Walked>("POST", `${path}/walk?contact=${contact.id}`).then(set, (problem: Problem) => say(problem.message));
    };
    const name = person && (person.name.full || person.emails[0] || person.id);
    return (
        <Section
            id="walk"
            ask={said.value.oneAsk}
            answer={
                walked && name
                    ? said.value.walked(name, walked.enters, walked.steps.filter((step) => step.outcome === "sent").length)
                    : undefined
            }
        >
            <PersonPicker id="who" label={said.value.whose} pick={pick} />
            {walked && (
                <>
                    {!walked.enters && (
                        <p class="note">{walked.reasons.map((reason) => said.value.notEntering[reason] ?? reason).join("; ")}</p>
                    )}
                    {walked.rule.length > 0 && <Clauses of={walked.rule} />}
                    {walked.steps.length > 0 && (
                        <ol class="way mt">
                            {walked.steps.map((step, index) => (
                                <li key={index}>
                                    <time class="num">{moment(step.at)}</time>
                                    <i
                                        class={
                                            step.outcome === "sent"
                                                ? "dot good"
                                                : step.outcome === "skipped" || step.outcome === "held"
                                                  ? "dot wait"
                                                  : "dot todo"
                                        }
                                    />
                                    <div>
                                        <span class="t">
                                            {step.words?.[language.value] ?? said.value.outcomes[step.outcome] ?? step.outcome}
                                        </span>{" "}
                                        {step.words && step.outcome !== "waiting" && (
                                            <span class="m2 sm">
                                                {said.value.would[step.outcome] ??
                                                    said.value.outcomes[step.outcome] ??
                                                    step.outcome}
                                            </span>
                                        )}
                                        {step.reason && (
                                            <>
                                                <br />
                                                <span class="d">{said.value.reasons[step.reason] ?? step.reason}</span>
                                            </>
                                        )}
                                    </div>
                                </li>
                            ))}
                        </ol>
                    )}
                    <Reasons key={walked.contact} contact={walked.contact} id={id} />
                    <p class="note sm mt2">{said.value.notSent}</p>
                </>
            )}
        </Section>
    );
};

const Clauses = ({ of }: { of: Clause[] }) => (
    <Table
        rows={of}
        columns={[
            { name: said.value.clause, of: (one) => <code>{one.clause}</code> },
            { name: said.value.isNow, of: (one) => one.value ?? "—" },
            {
                name: said.value.fits,
                of: (one) => <span class={one.holds ? "tag good" : "tag bad"}>{one.holds ? said.value.yes : said.value.no}</span>,
            },
        ]}
    />
);

const Reasons = ({ contact, id }: { contact: string; id: string }) => {
    const why = useGet<Why>(`contacts/${contact}/why/${encodeURIComponent(id)}`);
    return why.value ? (
        <details class="mt2">
            <summary>
                {said.value.soFar(
                    said.value.outcomes[why.value.outcome] ?? why.value.outcome,
                    why.value.reasons.map((one) => said.value.reasons[one] ?? one).join(", "),
                )}
            </summary>
            <Clauses of={why.value.rule} />
        </details>
    ) : null;
};
