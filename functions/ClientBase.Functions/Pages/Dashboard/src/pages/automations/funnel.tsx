import { useState } from "preact/hooks";
import type { Loaded } from "../../api";
import { number, percent } from "../../format";
import { LocalFile } from "../../parts/report";
import { Await, Section, Table } from "../../parts/sheet";
import { language, words } from "../../state";
import type { Page } from "../../types";
import type { Automation, Step } from "./automation";
import type { Run } from "./runs";
import { said } from "./words";

interface Reached {
    name: string;
    count: number;
    here: number;
    left: [reason: string, count: number][];
    noted: [outcome: string, count: number][];
}

const indexOf = (step: string | null): number => Number(/^steps\[(\d+)\]/.exec(step ?? "")?.[1] ?? -1);

const counted = (of: string[]): [string, number][] =>
    [...new Set(of)]
        .map((one): [string, number] => [one, of.filter((other) => other === one).length])
        .sort((a, b) => b[1] - a[1]);

// What is told of steps of another version says nothing of those shown here.
const since = (run: Run): Run["history"] => run.history.slice(Math.max(run.history.findLastIndex((one) => one.outcome === "moved"), 0));

// How far each run came: the step it stands at, or the last one of which something is told.
const farOf = (run: Run, steps: number): number =>
    run.state === "completed" ? steps : Math.max(indexOf(run.step), ...since(run).map((one) => indexOf(one.step)), 0);

const reachedOf = (steps: Step[], runs: Run[]): Reached[] => {
    const far = runs.map((run) => ({ run, at: farOf(run, steps.length) }));
    const rows = steps.map((step, index) => ({
        name: stepName(step),
        count: far.filter(({ at }) => at >= index).length,
        here: far.filter(({ run, at }) => run.state === "active" && at === index).length,
        left: counted(far.filter(({ run, at }) => run.state === "exited" && at === index).map(({ run }) => run.reason ?? "")),
        noted: counted(
            runs.flatMap((run) =>
                since(run)
                    .filter((one) => indexOf(one.step) === index && ["skipped", "refused", "ambiguous"].includes(one.outcome))
                    .map((one) => one.reason ?? one.outcome),
            ),
        ),
    }));
    return [
        ...rows,
        {
            name: said.value.outcomes.completed,
            count: far.filter(({ at }) => at >= steps.length).length,
            here: 0,
            left: [],
            noted: [],
        },
    ];
};

/** A step in a few words. */
const stepName = (step: Step): string => {
    const [kind] = Object.keys(step);
    const value = step[kind];
    const subject = kind === "send" ? (value as { template?: { subject?: string } }).template?.subject : undefined;
    const told = subject ? `“${subject}”` : kind === "wait" ? durationOf(String(value)) : typeof value === "string" ? value : "";
    return [said.value.kinds[kind] ?? kind, told].filter(Boolean).join(" ");
};

const units: Record<string, string> = { d: "day", h: "hour", m: "minute" };

/** Such as 3d, in the reader's words. */
export const durationOf = (text: string): string => {
    const [, length, unit] = /^(\d+)([dhm])$/.exec(text) ?? [];
    return unit
        ? new Intl.NumberFormat(language.value, { style: "unit", unit: units[unit], unitDisplay: "long" }).format(Number(length))
        : text;
};

/** How far people came: the band is as wide as there are people, and beside it stands who left and why. */
export const StepFunnel = ({ automation, runs }: { automation: Automation; runs: Loaded<Page<Run>> }) => {
    const [isTable, show] = useState(false);
    const rows = runs.value ? reachedOf(automation.steps, runs.value.items) : [];
    const last = rows[rows.length - 1]?.count ?? 0;
    const all = runs.value?.items.length ?? 0;
    if (!automation.stats || automation.stats.entered === 0) return null;
    return (
        <Section
            id="funnel"
            ask={said.value.far}
            answer={runs.value && all > 0 ? said.value.farLead(all, last, runs.value.continuation !== null) : undefined}
            tools={
                <>
                    <button class="lnk" aria-pressed={isTable} onClick={() => show(!isTable)}>
                        {isTable ? words.value.chart : words.value.table}
                    </button>
                    <LocalFile
                        name={`${automation.id}-steps.csv`}
                        head={["step", "reached", "left"]}
                        rows={rows.map((row) => [
                            row.name,
                            row.count,
                            row.left.map(([reason, count]) => `${reason}: ${count}`).join("; "),
                        ])}
                    />
                </>
            }
        >
            <Await of={runs}>
                {() =>
                    isTable ? (
                        <Table
                            rows={rows}
                            columns={[
                                { name: said.value.does, of: (row) => row.name },
                                { name: said.value.came, isNumber: true, of: (row) => number(row.count) },
                                { name: said.value.share, isNumber: true, of: (row) => percent(all ? row.count / all : null, 0) },
                                { name: said.value.leftHere, of: (row) => told(row.left) },
                            ]}
                        />
                    ) : (
                        <ol class="ribbon" aria-label={rows.map((row) => `${row.name}: ${row.count}`).join("; ")}>
                            {rows.map((row, index) => (
                                <li key={index}>
                                    <Band
                                        from={row.count / all}
                                        to={(rows[index + 1] ?? row).count / all}
                                        shown={number(row.count)}
                                    />
                                    <div>
                                        <span class="t">{row.name}</span>
                                        {row.here > 0 && <span class="d">{said.value.here(number(row.here))}</span>}
                                        {row.noted.length > 0 && <span class="d">{told(row.noted)}</span>}
                                        {row.left.length > 0 && (
                                            <span class="d">
                                                <i class="dot bad" /> {said.value.leftHere}: {told(row.left)}
                                            </span>
                                        )}
                                    </div>
                                </li>
                            ))}
                        </ol>
                    )
                }
            </Await>
        </Section>
    );
};

const told = (of: [string, number][]): string =>
    of.map(([reason, count]) => `${said.value.reasons[reason] ?? reason}, ${number(count)}`).join("; ");

const Band = ({ from, to, shown }: { from: number; to: number; shown: string }) => (
    <span class="band">
        <svg viewBox="0 0 100 48" preserveAspectRatio="none" aria-hidden="true">
            <path d={`M0 0H${Math.max(from * 100, 0.6)}V30L${Math.max(to * 100, 0.6)} 48H0Z`} />
        </svg>
        <b class="num">{shown}</b>
    </span>
);
