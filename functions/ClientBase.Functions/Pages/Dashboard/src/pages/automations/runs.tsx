import { useState } from "preact/hooks";
import { type Loaded, useGet } from "../../api";
import { moment } from "../../format";
import { Person } from "../../parts/people";
import { Await, Section, Table } from "../../parts/sheet";
import { place } from "../../state";
import type { Page } from "../../types";
import { said } from "./words";

/** Somebody's way through an automation. */
export interface Run {
    contact: string;
    key: string;
    at: string;
    step: string | null;
    state: string;
    dueAt: string | null;
    reason: string | null;
    history: { step: string | null; at: string; outcome: string; reason: string | null }[];
}

const SHOWN = 50;

/** People's ways through an automation, the latest first; those of one person where the address names them. */
export const Runs = ({ path, latest }: { path: string; latest: Loaded<Page<Run>> }) => {
    const [open, setOpen] = useState<string | null>(null);
    const contact = place.value.query.get("contact");
    const own = useGet<Page<Run>>(contact ? `${path}/runs?contact=${encodeURIComponent(contact)}` : null, 30);
    const runs = contact ? own : latest;
    return (
        <Section id="runs" ask={said.value.who}>
            <Await of={runs}>
                {(page) =>
                    page.items.length === 0 ? (
                        <p class="note">{said.value.runsNone}</p>
                    ) : (
                        <Table
                            rows={page.items.slice(0, SHOWN)}
                            columns={[
                                {
                                    name: said.value.person,
                                    of: (run) => <Person id={run.contact} />,
                                },
                                {
                                    name: said.value.state,
                                    of: (run) => (
                                        <button
                                            class="lnk"
                                            aria-expanded={open === run.contact + run.key}
                                            onClick={() => setOpen(open === run.contact + run.key ? null : run.contact + run.key)}
                                        >
                                            <span
                                                class={
                                                    run.state === "active"
                                                        ? "tag blue"
                                                        : run.state === "completed"
                                                          ? "tag good"
                                                          : "tag"
                                                }
                                            >
                                                {said.value.states[run.state] ?? run.state}
                                            </span>
                                        </button>
                                    ),
                                },
                                { name: said.value.why, of: (run) => <Way run={run} isOpen={open === run.contact + run.key} /> },
                                { name: said.value.entering, isNumber: true, of: (run) => moment(run.at) },
                                { name: said.value.due, isNumber: true, of: (run) => moment(run.dueAt) },
                            ]}
                        />
                    )
                }
            </Await>
        </Section>
    );
};

// A time within a reason is told as times are told here.
const reasonOf = (reason: string | null): string | null =>
    reason?.startsWith("until ") ? said.value.until(moment(reason.slice(6))) : reason && (said.value.reasons[reason] ?? reason);

const Way = ({ run, isOpen }: { run: Run; isOpen: boolean }) => {
    const last = run.history[run.history.length - 1];
    const told = (one: Run["history"][number]): string =>
        [
            one.step && said.value.step(String(Number(/\d+/.exec(one.step)?.[0] ?? 0) + 1)),
            said.value.outcomes[one.outcome] ?? one.outcome,
            reasonOf(one.reason),
        ]
            .filter(Boolean)
            .join(", ");
    if (!isOpen) return <>{reasonOf(run.reason) ?? (last && told(last))}</>;
    return (
        <ol>
            {run.history.map((one, index) => (
                <li key={index}>
                    {told(one)} <span class="m2 sm">{moment(one.at)}</span>
                </li>
            ))}
        </ol>
    );
};
