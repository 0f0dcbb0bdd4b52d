import { useState } from "preact/hooks";
import { Problem, send, useGet } from "../../api";
import { day, money, number, percent } from "../../format";
import { Section } from "../../parts/sheet";
import { consentName } from "../../names";
import { say, words } from "../../state";
import type { Contact, Duplicate, FieldValue } from "../../types";
import { said } from "./words";

interface Line {
    field: string;
    a: string;
    b: string;
    together: string;
    weight?: number;
    agreement?: string;
}

const NOTHING = "—";

/** Two cards, field by field: what each gives, what they would be together, and what speaks for it. */
export const Pair = ({ pair, again }: { pair: Duplicate; again: () => void }) => {
    const [forbidden, forbid] = useState<string | null>(null);
    const [a, b] = [useGet<Contact>(`contacts/${pair.a}`), useGet<Contact>(`contacts/${pair.b}`)];
    const decide = (what: "accept" | "reject", body?: object): void => {
        send<{ mergeId?: string }>("POST", `duplicates/${encodeURIComponent(pair.id)}/${what}`, body).then(
            (answer) => {
                say(
                    what === "accept" ? said.value.merged : said.value.rejected,
                    answer?.mergeId ? () => split(answer.mergeId!, again) : undefined,
                );
                again();
            },
            (problem: Problem) => (problem.status === 409 && what === "accept" ? forbid(problem.message) : say(problem.message)),
        );
    };
    const share = pair.score > 0.99 ? `> ${percent(0.99, 0)}` : percent(pair.score, 0); // Nothing is ever quite sure.
    return (
        <Section
            ask={said.value.sure(share)}
            answer={said.value.verdict(pair.score, nameOf(a.value, pair.a), nameOf(b.value, pair.b))}
        >
            <div class="scroll" tabIndex={0}>
                <table class="tb beside">
                    <thead>
                        <tr>
                            <th scope="col">{said.value.field}</th>
                            <th scope="col">
                                <a href={`#/contacts/${pair.a}`}>{nameOf(a.value, "A")}</a>
                            </th>
                            <th scope="col">
                                <a href={`#/contacts/${pair.b}`}>{nameOf(b.value, "B")}</a>
                            </th>
                            <th scope="col">{said.value.together}</th>
                            <th scope="col">{said.value.evidence}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {linesOf(pair, a.value, b.value).map((line, index) => (
                            <tr key={index}>
                                <th scope="row">{line.field}</th>
                                <td class={line.a === line.together ? undefined : "m1"}>{line.a}</td>
                                <td class={line.b === line.together ? undefined : "m1"}>{line.b}</td>
                                <td>{line.together}</td>
                                <td>{line.weight !== undefined && <Bits of={line.weight} said={line.agreement ?? ""} />}</td>
                            </tr>
                        ))}
                    </tbody>
                    <tfoot>
                        <tr>
                            <td colSpan={4} />
                            <td>{said.value.sum(signed(pair.explanation.reduce((sum, one) => sum + one.weight, 0)), share)}</td>
                        </tr>
                    </tfoot>
                </table>
            </div>
            {forbidden && (
                <p class="errbox" role="alert">
                    <span class="why-not">{forbidden}</span>
                    <button class="btn s" onClick={() => decide("accept", { force: true })}>
                        {said.value.force}
                    </button>
                </p>
            )}
            <p class="row mt">
                <button class="btn go" onClick={() => decide("accept")}>
                    {said.value.accept}
                </button>
                <button class="btn" onClick={() => decide("reject")}>
                    {said.value.reject}
                </button>
            </p>
        </Section>
    );
};

const split = (merge: string, again: () => void): void => {
    send("POST", `merges/${merge}/undo`).then(
        () => {
            say(said.value.back);
            again();
        },
        (problem: Problem) => say(problem.message),
    );
};

const nameOf = (contact: Contact | undefined, otherwise: string): string =>
    contact?.name.full || contact?.emails[0] || contact?.phones[0] || otherwise;

const signed = (bits: number): string => (bits > 0 ? `+${number(bits, 1)}` : number(bits, 1));

const MOST_BITS = 12;

// From the middle to the right what speaks for it, to the left what speaks against.
const Bits = ({ of, said: agreement }: { of: number; said: string }) => (
    <span class="bits">
        <span class="g" aria-hidden="true">
            <i class={of < 0 ? "against" : "for"} style={{ width: `${(Math.min(Math.abs(of), MOST_BITS) / MOST_BITS) * 50}%` }} />
        </span>
        <b class="num">{signed(of)}</b>
        <span class="m1 sm">{said.value.agreements[agreement] ?? agreement}</span>
    </span>
);

const fieldName = (field: string): string => said.value.own[field] ?? words.value.card.fields[field] ?? field;

const linesOf = (pair: Duplicate, a?: Contact, b?: Contact): Line[] => {
    const compared = pair.explanation.map((one) => ({
        field: fieldName(one.field),
        a: one.a ?? "",
        b: one.b ?? "",
        together: one.a === null && one.b === null ? "" : togetherOf(one.field, one.a, one.b, a, b),
        weight: one.weight,
        agreement: one.agreement,
    }));
    return a && b ? [...compared, ...others(pair, a, b)] : compared;
};

const both = (a: readonly string[], b: readonly string[]): string => [...new Set([...a, ...b])].join(", ") || NOTHING;

const valueOf = (field: FieldValue | undefined): { value: string; at: string } =>
    field === undefined ? { value: "", at: "" } : typeof field === "string" ? { value: field, at: "" } : field;

// Addresses are kept all; of a field what was said later stays.
const togetherOf = (field: string, a: string | null, b: string | null, one?: Contact, other?: Contact): string => {
    if (field === "email" && one && other) return both(one.emails, other.emails);
    if (field === "phone" && one && other) return both(one.phones, other.phones);
    if (!a || !b || a === b) return a ?? b ?? NOTHING;
    const [first, second] = [valueOf(one?.fields[field]), valueOf(other?.fields[field])];
    return second.at > first.at ? second.value || b : first.value || a;
};

const others = (pair: Duplicate, a: Contact, b: Contact): Line[] => {
    const seen = new Set(pair.explanation.map((one) => one.field));
    const line = (field: string, first: string, second: string, together: string): Line => ({
        field,
        a: first || NOTHING,
        b: second || NOTHING,
        together,
    });
    const fields = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])].filter((name) => !seen.has(name));
    const orders = (of: Contact): string => said.value.inOrders(of.orders.count, money(of.orders.total, of.orders.currency));
    const sum = (): string =>
        a.orders.currency && b.orders.currency && a.orders.currency !== b.orders.currency
            ? `${a.orders.count + b.orders.count}`
            : said.value.inOrders(
                  a.orders.count + b.orders.count,
                  money(a.orders.total + b.orders.total, a.orders.currency ?? b.orders.currency),
              );
    const consents = (of: Contact): string[] =>
        of.consents.map((one) => `${consentName(one)}: ${one.granted ? words.value.card.yes : words.value.card.no}`);
    const last =
        [a.orders.lastAt, b.orders.lastAt]
            .filter((at) => at !== null)
            .sort()
            .pop() ?? null;
    const since = [a.firstSeenAt, b.firstSeenAt].filter((at) => at !== null).sort()[0] ?? null;
    return [
        ...(seen.has("email")
            ? []
            : [line(fieldName("email"), a.emails.join(", "), b.emails.join(", "), both(a.emails, b.emails))]),
        ...(seen.has("phone")
            ? []
            : [line(fieldName("phone"), a.phones.join(", "), b.phones.join(", "), both(a.phones, b.phones))]),
        ...fields.map((name) => {
            const [first, second] = [valueOf(a.fields[name]), valueOf(b.fields[name])];
            return line(
                fieldName(name),
                first.value,
                second.value,
                togetherOf(name, first.value || null, second.value || null, a, b),
            );
        }),
        line(said.value.orders, orders(a), orders(b), sum()),
        line(said.value.last, day(a.orders.lastAt), day(b.orders.lastAt), day(last)),
        line(said.value.consents, consents(a).join("; "), consents(b).join("; "), both(consents(a), consents(b))),
        line(said.value.manager, a.manager ?? "", b.manager ?? "", a.manager ?? b.manager ?? NOTHING),
        line(said.value.since, day(a.firstSeenAt), day(b.firstSeenAt), day(since)),
    ];
};
