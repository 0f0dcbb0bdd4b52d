import { type Problem, send, useGet } from "../api";
import { number, percent } from "../format";
import { Await, Empty, Head, Section, Table } from "../parts/sheet";
import { say, words } from "../state";
import type { Contact, Duplicate, Page } from "../types";

/** Pairs that look like one person, side by side with the reasons. */
export const DuplicatesPage = () => {
    const said = words.value.duplicates;
    const pairs = useGet<Page<Duplicate>>("duplicates?take=50");
    return (
        <>
            <Head title={said.title} />
            <Await of={pairs}>
                {(page) =>
                    page.items.length === 0 ? (
                        <Section ask={said.ask}>
                            <Empty text={said.none} />
                        </Section>
                    ) : (
                        <>
                            <p class="ans">{said.lead(page.items.length)}</p>
                            {page.items.map((pair) => (
                                <Two key={pair.id} pair={pair} again={pairs.again} />
                            ))}
                        </>
                    )
                }
            </Await>
        </>
    );
};

const Two = ({ pair, again }: { pair: Duplicate; again: () => void }) => {
    const said = words.value.duplicates;
    const [a, b] = [useGet<Contact>(`contacts/${pair.a}`), useGet<Contact>(`contacts/${pair.b}`)];
    const nameOf = (contact: Contact | undefined, id: string): string =>
        contact?.name.full || contact?.emails[0] || contact?.phones[0] || id;
    const decide = (what: "accept" | "reject"): void => {
        send<{ mergeId?: string }>("POST", `duplicates/${encodeURIComponent(pair.id)}/${what}`).then(
            (answer) => {
                const merge = answer?.mergeId;
                say(
                    what === "accept" ? said.merged : said.rejected,
                    merge
                        ? () => {
                              send("POST", `merges/${merge}/undo`).then(again, (problem: Problem) => say(problem.message));
                          }
                        : undefined,
                );
                again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <Section ask={said.sure(percent(pair.score, 0))}>
            <p class="ans">
                <a href={`#/contacts/${pair.a}`}>{nameOf(a.value, pair.a)}</a> ·{" "}
                <a href={`#/contacts/${pair.b}`}>{nameOf(b.value, pair.b)}</a>
            </p>
            <Table
                rows={pair.explanation}
                columns={[
                    { name: said.field, of: (row) => words.value.card.fields[row.field] ?? row.field },
                    { name: "A", of: (row) => row.a ?? "—" },
                    { name: "B", of: (row) => row.b ?? "—" },
                    { name: said.agreement, of: (row) => row.agreement },
                    { name: said.weight, isNumber: true, of: (row) => number(row.weight, 1) },
                ]}
            />
            <p class="row mt2">
                <button class="btn go" onClick={() => decide("accept")}>
                    {said.accept}
                </button>
                <button class="btn" onClick={() => decide("reject")}>
                    {said.reject}
                </button>
            </p>
        </Section>
    );
};
