import { useState } from "preact/hooks";
import { call, type Problem, send, useGet } from "../../api";
import { moment, number } from "../../format";
import { Await, Head, Save, Section, Table } from "../../parts/sheet";
import { Sure } from "../../parts/sure";
import { say } from "../../state";
import type { Import, Page } from "../../types";
import { Loading } from "./loading";
import { said } from "./words";

/** Loads a table, shows how far it is and what became of each before. */
export const ImportsPage = () => {
    const imports = useGet<Page<Import>>("imports?take=50", 2);
    const all = imports.value?.items ?? [];
    const running = all.find((one) => one.state === "running" || one.state === "queued" || one.state === "undoing");
    const rejected = all.filter((one) => !one.dryRun).reduce((sum, one) => sum + one.rejected, 0);
    return (
        <>
            <Head title={said.value.title} />
            {running && <Progress of={running} again={imports.again} />}
            <Loading imports={all} again={imports.again} />
            <Section
                id="past"
                ask={said.value.past}
                answer={imports.value && (all.length > 0 ? said.value.lead(all.length, rejected) : undefined)}
            >
                <Await of={imports}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <p class="note">{said.value.none}</p>
                        ) : (
                            <Past of={page.items} again={imports.again} />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};

// What becomes of an import that is asked for something; what is said when it is taken.
const ask = (path: string, taken: string, again: () => void): void => {
    send("POST", `imports/${path}`).then(
        () => {
            say(taken);
            again();
        },
        (problem: Problem) => say(problem.message),
    );
};

const Progress = ({ of, again }: { of: Import; again: () => void }) => {
    const share = of.total ? of.rows / of.total : 0;
    const minutes = share > 0.02 ? ((Date.now() - Date.parse(of.at)) / 60_000) * (1 / share - 1) : null;
    return (
        <Section
            id="running"
            ask={said.value.states[of.state]}
            answer={said.value.running(
                number(of.rows),
                of.total === null ? null : number(of.total),
                said.value.kinds[of.kind] ?? of.kind,
            )}
        >
            <div class="job" role="status">
                <div class="rail-p">
                    <i style={{ width: `${Math.max(3, share * 100)}%` }} />
                </div>
                <p class="row">
                    {(["accepted", "unchanged", "rejected"] as const).map((name) => (
                        <span key={name}>
                            {said.value[name]} {number(of[name])}
                        </span>
                    ))}
                    {minutes !== null && <span>{said.value.left(Math.round(minutes))}</span>}
                </p>
                <p class="note">{said.value.close}</p>
                {of.state !== "undoing" && (
                    <p class="row mt2">
                        <Sure
                            label={said.value.stop}
                            ask={said.value.stopAsk}
                            yes={said.value.stopYes}
                            no={said.value.stopNo}
                            act={() => ask(`${of.id}/stop`, said.value.stopping, again)}
                        >
                            {said.value.stopHint(number(of.rows))}
                        </Sure>
                    </p>
                )}
            </div>
        </Section>
    );
};

const Past = ({ of, again }: { of: Import[]; again: () => void }) => {
    const [open, setOpen] = useState<string | null>(null);
    const opened = of.find((one) => one.id === open);
    return (
        <>
            <Table
                rows={of}
                columns={[
                    { name: said.value.when, of: (one) => moment(one.at) },
                    { name: said.value.kind, of: (one) => said.value.kinds[one.kind] ?? one.kind },
                    { name: said.value.state, of: (one) => <State of={one} /> },
                    { name: said.value.rows, isNumber: true, of: (one) => number(one.rows) },
                    { name: said.value.accepted, isNumber: true, of: (one) => number(one.accepted) },
                    { name: said.value.unchanged, isNumber: true, of: (one) => number(one.unchanged) },
                    {
                        name: said.value.rejected,
                        isNumber: true,
                        of: (one) =>
                            one.rejected === 0 ? (
                                "0"
                            ) : (
                                <button
                                    class="lnk"
                                    aria-expanded={one.id === open}
                                    onClick={() => setOpen(one.id === open ? null : one.id)}
                                >
                                    {number(one.rejected)} {one.id === open ? said.value.hide : said.value.why}
                                </button>
                            ),
                    },
                    { name: "", of: (one) => canUndo(one) && <Undo of={one} again={again} /> },
                ]}
            />
            {opened && <Refused key={opened.id} id={opened.id} />}
        </>
    );
};

const State = ({ of }: { of: Import }) => (
    <>
        <span class={of.state === "failed" ? "tag bad" : of.state === "completed" ? "tag good" : "tag"}>
            {said.value.states[of.state] ?? of.state}
        </span>{" "}
        {of.dryRun && <span class="m2 sm">{said.value.tried}</span>}
        {of.error && <p class="why-not">{of.error}</p>}
    </>
);

// Also what an import has filed that was stopped or failed.
const canUndo = (one: Import): boolean => ["completed", "stopped", "failed"].includes(one.state) && !one.dryRun && one.accepted > 0;

const Undo = ({ of, again }: { of: Import; again: () => void }) => (
    <Sure
        label={said.value.undo}
        ask={said.value.undoAsk(moment(of.at))}
        yes={said.value.undoYes}
        no={said.value.undoNo}
        act={() => ask(`${of.id}/undo`, said.value.undone, again)}
        isSmall
    >
        {said.value.undoHint(of.accepted)}
    </Sure>
);

/** The cells of CSV, quotes minded. */
const cellsOf = (csv: string): string[][] => {
    const rows: string[][] = [[]];
    let cell = "";
    let isQuoted = false;
    const end = (): void => {
        rows[rows.length - 1].push(cell);
        cell = "";
    };
    for (let at = 0; at < csv.length; at++) {
        const char = csv[at];
        if (char === '"' && isQuoted && csv[at + 1] === '"') {
            cell += csv[++at];
        } else if (char === '"') {
            isQuoted = !isQuoted;
        } else if (char === "," && !isQuoted) {
            end();
        } else if (char === "\n" && !isQuoted) {
            end();
            rows.push([]);
        } else if (char !== "\r" || isQuoted) {
            cell += char;
        }
    }
    if (cell) end();
    return rows.filter((row) => row.length > 1);
};

const SHOWN = 50;

const Refused = ({ id }: { id: string }) => {
    const path = `imports/${id}/report?format=csv`;
    const [rows, set] = useState<string[][] | null>(null);
    useState(() => {
        call("GET", path)
            .then((response) => response.text())
            .then(
                (csv) => set(cellsOf(csv).slice(1)),
                (problem: Problem) => say(problem.message),
            );
    });
    return (
        rows && (
            <div class="mt">
                <p class="row">
                    <b>{said.value.report}</b> <Save path={path} name={`import-${id}.csv`} label="CSV" />
                </p>
                <Table
                    rows={rows.slice(0, SHOWN)}
                    columns={[
                        { name: said.value.row, isNumber: true, of: ([row]) => row },
                        { name: said.value.column, of: ([, column]) => column },
                        { name: said.value.value, of: ([, , value]) => value },
                        { name: said.value.because, of: ([, , , why]) => why },
                    ]}
                />
                {rows.length > SHOWN && <p class="note sm mt2">{said.value.whole(rows.length)}</p>}
            </div>
        )
    );
};
