import { useEffect, useRef, useState } from "preact/hooks";
import type { ChartShape } from "../charts";
import { day, money, number, percent } from "../format";
import { language, theme, words } from "../state";
import type { Report } from "../types";
import { Person } from "./people";
import { Save, Table } from "./sheet";

type Cell = string | number | null;
type Kind = Report["columns"][number]["type"];

// A chart only where it says more than the table.
const shapes: Record<string, ChartShape> = {
    sales: { kind: "bar", columns: [{ id: "revenue" }] },
    base: { kind: "bar", columns: [{ id: "contactsAdded" }, { id: "lost", isDown: true }] },
    pareto: { kind: "line", columns: [{ id: "cumulativeShare" }], isShare: true },
    forecast: { kind: "line", columns: [{ id: "expectedOrders" }] },
    history: { kind: "line", columns: [{ id: "count" }] },
};

export const shown = (value: Cell | undefined, type: Kind, currency: string | null): string => {
    if (value === null || value === undefined) return "—";
    switch (type) {
        case "money":
            return money(Number(value), currency);
        case "percent":
            return percent(Number(value));
        case "number":
            return number(Number(value), 2);
        case "date":
            return day(String(value));
        default:
            return String(value);
    }
};

/** The currency of a report's sums: as its totals name it, else its notes; null where neither does. */
export const currencyOf = (report: Report): string | null =>
    typeof report.totals.currency === "string"
        ? report.totals.currency
        : (report.notes
              .map((note) => /\b(?:in|of) ([A-Z]{3})\b/.exec(typeof note === "string" ? note : note.en)?.[1])
              .find(Boolean) ?? null);

/** A report as the chart or the table it is best read as, with what its figures mean. */
export const ReportShown = ({ report, take = 60 }: { report: Report; take?: number }) => {
    const [isTable, show] = useState(false);
    const shape = shapes[report.name];
    const hasChart = shape !== undefined && report.rows.length > 1;
    return (
        <>
            {report.name === "cohorts" ? (
                <CohortTriangle report={report} />
            ) : hasChart && !isTable ? (
                <Chart report={report} shape={shape} />
            ) : (
                <ReportTable report={report} take={take} />
            )}
            {hasChart && (
                <button class="lnk mt2" aria-pressed={isTable} onClick={() => show(!isTable)}>
                    {isTable ? words.value.chart : words.value.table}
                </button>
            )}
            {report.notes.map((note, index) => (
                <p key={index} class="note sm mt2">
                    {typeof note === "string" ? note : note[language.value]}
                </p>
            ))}
        </>
    );
};

const Chart = ({ report, shape }: { report: Report; shape: ChartShape }) => {
    const element = useRef<HTMLDivElement>(null);
    const typeOf = (id: string): Kind => report.columns.find((column) => column.id === id)?.type ?? "number";
    useEffect(() => {
        let stop = (): void => {};
        let isOver = false;
        import("../charts").then(({ draw }) => {
            if (!isOver) {
                const format = (value: number, column: string): string => shown(value, typeOf(column), currencyOf(report));
                stop = draw(element.current!, report, shape, format, language.value);
            }
        });
        return () => {
            isOver = true;
            stop();
        };
    }, [report, theme.value, language.value]);
    return (
        <div
            ref={element}
            class="chart"
            role="img"
            aria-label={report.columns.map((column) => column.title[language.value]).join(", ")}
        />
    );
};

// A row a cohort, a column a period since its first order; the darker, the larger the share that came back.
const CohortTriangle = ({ report }: { report: Report }) => {
    const at = (id: string): number => report.columns.findIndex((column) => column.id === id);
    const [cohort, age, size, retention] = ["cohort", "age", "size", "retention"].map(at);
    const cohorts = [...new Set(report.rows.map((row) => String(row[cohort])))].slice(-18);
    const ages = [...new Set(report.rows.map((row) => Number(row[age])))].sort((a, b) => a - b).slice(0, 13);
    const cells = new Map(report.rows.map((row) => [`${row[cohort]}|${row[age]}`, row]));
    const shade = (share: number): number => Math.min(5, Math.ceil(share * 10));
    return (
        <div class="scroll" tabIndex={0}>
            <table class="tb cohorts">
                <thead>
                    <tr>
                        <th scope="col">{report.columns[cohort]?.title[language.value]}</th>
                        <th scope="col" class="r">
                            {report.columns[size]?.title[language.value]}
                        </th>
                        {ages.map((one) => (
                            <th key={one} scope="col" class="r">
                                {one}
                            </th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {cohorts.map((name) => (
                        <tr key={name}>
                            <th scope="row" class="nb">
                                {name}
                            </th>
                            <td class="r num">{number(Number(cells.get(`${name}|${ages[0]}`)?.[size] ?? 0))}</td>
                            {ages.map((one) => {
                                const cell = cells.get(`${name}|${one}`);
                                const share = cell ? Number(cell[retention]) : null;
                                return (
                                    <td key={one} class="r num" data-shade={share === null ? undefined : shade(share)}>
                                        {share === null ? "" : percent(share, 0)}
                                    </td>
                                );
                            })}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
};

const ReportTable = ({ report, take }: { report: Report; take: number }) => {
    const currency = currencyOf(report);
    const columns = report.columns.map((column, index) => ({
        name: column.title[language.value],
        isNumber: column.type !== "text" && column.type !== "date",
        of: (row: Cell[]) =>
            column.id === "contact" && row[index] ? <Person id={String(row[index])} /> : shown(row[index], column.type, currency),
    }));
    const hasTotals = report.columns.some((column) => column.id in report.totals);
    const foot = report.columns.map((column, index) =>
        column.id in report.totals ? shown(report.totals[column.id], column.type, currency) : index === 0 ? "Σ" : "",
    );
    return <Table columns={columns} rows={report.rows.slice(0, take)} foot={hasTotals ? foot : undefined} />;
};

/** The same report as files. */
export const ReportFiles = ({ path, name }: { path: string; name: string }) => {
    const as = (format: string): string => `${path}${path.includes("?") ? "&" : "?"}format=${format}`;
    return (
        <>
            <Save path={as("csv")} name={`${name}.csv`} label="CSV" />
            <Save path={as("xlsx")} name={`${name}.xlsx`} label="XLSX" />
        </>
    );
};

/** What a page has put together itself, as a file that spreadsheets open safely. */
export const LocalFile = (props: { name: string; head: string[]; rows: Cell[][] }) => {
    const cell = (value: Cell): string => {
        const text = String(value ?? "");
        const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
        return /[";\n\r,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const save = (): void => {
        const lines = [props.head, ...props.rows].map((row) => row.map(cell).join(language.value === "ru" ? ";" : ","));
        const address = URL.createObjectURL(new Blob(["\uFEFF", lines.join("\r\n")], { type: "text/csv" }));
        const link = document.createElement("a");
        [link.href, link.download] = [address, props.name];
        link.click();
        setTimeout(() => URL.revokeObjectURL(address), 1000);
    };
    return (
        <button type="button" class="lnk" onClick={save}>
            CSV
        </button>
    );
};
