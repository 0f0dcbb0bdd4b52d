import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { download, type Loaded, Problem } from "../api";
import { say, words } from "../state";

/** The head of a page: where it is, its name, what can be done. */
export const Head = (props: {
    crumb?: ComponentChildren;
    title: string;
    lead?: boolean;
    shown?: ComponentChildren;
    actions?: ComponentChildren;
}) => {
    useEffect(() => {
        document.title = `${props.title} · ClientBase`;
    }, [props.title]);
    return (
        <>
            <p class="crumb">{props.crumb}</p>
            <div class="head">
                <h1 class={props.lead ? "lead" : undefined}>{props.shown ?? props.title}</h1>
                {props.actions && <div class="acts">{props.actions}</div>}
            </div>
        </>
    );
};

/** A question in the margin; the answer and its evidence beside it. */
export const Section = (props: {
    id?: string;
    ask: string;
    answer?: string;
    tools?: ComponentChildren;
    children?: ComponentChildren;
}) => (
    <section class="sec" id={props.id}>
        <div class="ask">
            <h2>{props.ask}</h2>
            {props.tools && <div class="tools">{props.tools}</div>}
        </div>
        <div class="ev">
            {props.answer && <p class="ans">{props.answer}</p>}
            {props.children}
        </div>
    </section>
);

/** Waits for what is asked for, and says so when it does not come. */
export const Await = <T,>(props: { of: Loaded<T>; children: (value: T) => ComponentChildren }) => {
    const { value, problem, again } = props.of;
    if (value !== undefined) return <>{props.children(value)}</>;
    return problem ? <Fault problem={problem} again={again} /> : <Skeleton />;
};

export const Fault = ({ problem, again }: { problem: Problem; again: () => void }) => {
    const { state } = words.value;
    const what =
        problem.status === 403
            ? state.forbidden
            : problem.status === 404
              ? state.missing
              : problem.status === 0
                ? state.offline
                : state.failed;
    return (
        <div class="fault" role="alert">
            <b>{what}</b> {problem.status !== 404 && problem.message} {problem.id && state.number(problem.id)}
            <div class="acts">
                <button class="btn s" onClick={again}>
                    {state.again}
                </button>
            </div>
        </div>
    );
};

// Only who waits for long sees that they wait.
const Skeleton = () => {
    const [isLate, setLate] = useState(false);
    useEffect(() => {
        const timer = setTimeout(() => setLate(true), 200);
        return () => clearTimeout(timer);
    }, []);
    return isLate ? (
        <div class="skel" role="status" aria-label={words.value.state.loading}>
            <i class="t" />
            <i />
            <i />
        </div>
    ) : null;
};

export const Empty = (props: { text: string; hint?: string; children?: ComponentChildren }) => (
    <div class="empty">
        <p class="ans">{props.text}</p>
        {props.hint && <p class="note">{props.hint}</p>}
        {props.children && <p class="row">{props.children}</p>}
    </div>
);

/** Figures in a row, each under its name. */
export const Figures = (props: { of: [name: string, value: ComponentChildren][] }) => (
    <dl class="figs">
        {props.of.map(([name, value]) => (
            <div key={name}>
                <dt>{name}</dt>
                <dd class="num">{value}</dd>
            </div>
        ))}
    </dl>
);

export interface Column<T> {
    name: string;
    isNumber?: boolean;
    of: (row: T) => ComponentChildren;
}

export const Table = <T,>(props: { columns: Column<T>[]; rows: readonly T[]; foot?: ComponentChildren[] }) => (
    <div class="scroll" tabIndex={0}>
        <table class="tb">
            <thead>
                <tr>
                    {props.columns.map((column) => (
                        <th key={column.name} scope="col" class={column.isNumber ? "r" : undefined}>
                            {column.name}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody>
                {props.rows.map((row, index) => (
                    <tr key={index}>
                        {props.columns.map((column) => (
                            <td key={column.name} class={column.isNumber ? "r num" : undefined}>
                                {column.of(row)}
                            </td>
                        ))}
                    </tr>
                ))}
            </tbody>
            {props.foot && (
                <tfoot>
                    <tr>
                        {props.foot.map((cell, index) => (
                            <td key={index} class={props.columns[index].isNumber ? "r num" : undefined}>
                                {cell}
                            </td>
                        ))}
                    </tr>
                </tfoot>
            )}
        </table>
    </div>
);

/** Bars that begin at zero, each a link to its people. */
export const Bars = (props: {
    rows: { name: ComponentChildren; value: number; shown: string; note?: string; to?: string; colour?: string }[];
}) => {
    const most = Math.max(1, ...props.rows.map((row) => Math.abs(row.value)));
    return (
        <ul class="bars">
            {props.rows.map((row, index) => (
                <li key={index}>
                    <span>{row.to ? <a href={row.to}>{row.name}</a> : row.name}</span>
                    <span class="g">
                        <i
                            class={row.colour ? "bar rung" : "bar"}
                            style={{ width: `${(Math.abs(row.value) / most) * 100}%`, background: row.colour }}
                        />
                    </span>
                    <span class="v num">{row.shown}</span>
                    <span class="x">{row.note}</span>
                </li>
            ))}
        </ul>
    );
};

/** Saves a report or a segment as a file. */
export const Save = ({ path, name, label }: { path: string; name: string; label: string }) => (
    <button class="lnk" onClick={() => download(path, name).catch((problem: Problem) => say(problem.message))}>
        {label}
    </button>
);
