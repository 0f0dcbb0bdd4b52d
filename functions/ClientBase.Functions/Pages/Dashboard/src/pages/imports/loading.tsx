import { useEffect, useState } from "preact/hooks";
import { type Problem, send } from "../../api";
import { number } from "../../format";
import { Section, Table } from "../../parts/sheet";
import type { Import } from "../../types";
import { said } from "./words";

interface Column {
    name: string;
    field: string | null;
    guessed: boolean;
    samples: string[];
}

interface Look {
    columns: Column[];
    fields: string[];
    missing: string | null;
}

const SKIP = "-";
const OWN = "custom.";

// Of a text the beginning tells the columns; a packed file or a workbook can only be read whole.
const START = 256 * 1024;
const isText = (file: File): boolean => /\.(csv|txt)$/i.test(file.name);
const bytes = (file: File, size: number): Blob => file.slice(0, size, "application/octet-stream");

// A name with a comma or colon stands in quotes.
const mappingOf = (chosen: Record<string, string>): string =>
    Object.entries(chosen)
        .map(([column, field]) => `${/[,:"]/.test(column) ? `"${column}"` : column}:${/[,:]/.test(field) ? `"${field}"` : field}`)
        .join(",");

/** A file on its way: looked into, its columns told, tried, loaded. */
export const Loading = ({ imports, again }: { imports: Import[]; again: () => void }) => {
    const [file, take] = useState<File | null>(null);
    const [kind, setKind] = useState("contacts");
    const [chosen, choose] = useState<Record<string, string>>({});
    const [look, show] = useState<Look | null>(null);
    const [problem, fail] = useState<Problem | null>(null);
    const [id, setId] = useState<string | null>(null);
    const query = (more: Record<string, string>): string => {
        const mapping = mappingOf(chosen);
        return String(new URLSearchParams({ kind, ...(mapping && { mapping }), ...more }));
    };
    useEffect(() => {
        if (!file) return;
        let isOver = false;
        send<Look>("POST", `imports/preview?${query({})}`, bytes(file, isText(file) ? START : file.size)).then(
            (found) => {
                if (isOver) return;
                show(found);
                fail(null);
            },
            (refused: Problem) => !isOver && fail(refused),
        );
        return () => {
            isOver = true;
        };
    }, [file, kind, chosen]);
    const load = (isTrial: boolean) => (): void => {
        send<{ id: string }>("POST", `imports?${query(isTrial ? { dryRun: "true" } : {})}`, bytes(file!, file!.size)).then(
            (taken) => {
                setId(taken!.id);
                fail(null);
                again();
            },
            fail,
        );
    };
    const begun = imports.find((one) => one.id === id);
    return (
        <>
            <Section id="load" ask={said.value.load}>
                <p class="note">{said.value.hint}</p>
                <div class="pairs narrow">
                    <div class={problem ? "fld err" : "fld"}>
                        <label for="file">{said.value.file}</label>
                        <input
                            class="inp"
                            id="file"
                            type="file"
                            accept=".csv,.txt,.gz,.xlsx,.xls"
                            onChange={(event) => {
                                take(event.currentTarget.files?.[0] ?? null);
                                choose({});
                                show(null);
                                setId(null);
                            }}
                        />
                        {problem && (
                            <p class="why-not" role="alert">
                                {problem.message}
                            </p>
                        )}
                    </div>
                    <div class="fld">
                        <label for="kind">{said.value.kind}</label>
                        <select
                            class="inp"
                            id="kind"
                            value={kind}
                            onChange={(event) => {
                                setKind(event.currentTarget.value);
                                choose({});
                            }}
                        >
                            {Object.entries(said.value.kinds).map(([one, name]) => (
                                <option key={one} value={one}>
                                    {name}
                                </option>
                            ))}
                        </select>
                    </div>
                </div>
            </Section>
            {file && look && (
                <Columns look={look} set={(column, field) => choose({ ...chosen, [column]: field })}>
                    <p class="row mt">
                        <button class="btn" disabled={look.missing !== null} onClick={load(true)}>
                            {said.value.try}
                        </button>
                        <button class="btn go" disabled={look.missing !== null} onClick={load(false)}>
                            {said.value.go}
                        </button>
                        <span class="m2 sm">{said.value.tryHint}</span>
                    </p>
                    {begun?.state === "completed" && (
                        <p class="mt2" role="status">
                            <b>
                                {(begun.dryRun ? said.value.trial : said.value.done)(
                                    number(begun.accepted + begun.unchanged),
                                    number(begun.rejected),
                                )}
                            </b>
                        </p>
                    )}
                </Columns>
            )}
        </>
    );
};

const Columns = (props: { look: Look; set: (column: string, field: string) => void; children: preact.ComponentChildren }) => {
    const { columns, fields, missing } = props.look;
    const named = columns.filter((column) => column.name);
    const read = named.filter((column) => column.field !== null);
    return (
        <Section
            id="columns"
            ask={said.value.columns}
            answer={said.value.known(read.length, named.length, named.length - read.length)}
        >
            {missing && (
                <p class="errbox" role="status">
                    <span class="why-not">{said.value.missing(missing)}</span>
                </p>
            )}
            <Table
                rows={named}
                columns={[
                    { name: said.value.column, of: (column) => <b>{column.name}</b> },
                    { name: said.value.samples, of: (column) => <span class="m1">{column.samples.join(" · ") || "—"}</span> },
                    {
                        name: said.value.field,
                        of: (column) => (
                            <select
                                class="inp slim wide"
                                aria-label={`${column.name}: ${said.value.field}`}
                                value={column.field ?? SKIP}
                                onChange={(event) => props.set(column.name, event.currentTarget.value)}
                            >
                                {fields.map((field) => (
                                    <option key={field} value={field}>
                                        {said.value.fields[field] ?? field}
                                    </option>
                                ))}
                                <option value={column.field?.startsWith(OWN) ? column.field : OWN + column.name}>
                                    {said.value.own(column.field?.startsWith(OWN) ? column.field.slice(OWN.length) : column.name)}
                                </option>
                                <option value={SKIP}>{said.value.skip}</option>
                            </select>
                        ),
                    },
                    {
                        name: "",
                        of: (column) => (
                            <span class={column.guessed ? "m2 sm" : "tag blue"}>
                                {!column.guessed
                                    ? said.value.chosen
                                    : column.field?.startsWith(OWN)
                                      ? said.value.kept
                                      : column.field === null
                                        ? ""
                                        : said.value.guessed}
                            </span>
                        ),
                    },
                ]}
            />
            {props.children}
        </Section>
    );
};
