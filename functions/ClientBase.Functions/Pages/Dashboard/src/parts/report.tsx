import { day, money, number, percent } from "../format";
import { language } from "../state";
import type { Report } from "../types";
import { Save, Table } from "./sheet";

type Cell = string | number | null;

const shown = (value: Cell | undefined, type: Report["columns"][number]["type"], currency: string | null): string => {
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

/** A report as its table, totals under it and what the figures mean. */
export const ReportTable = ({ report, take = 60 }: { report: Report; take?: number }) => {
    const currency = typeof report.totals.currency === "string" ? report.totals.currency : null;
    const columns = report.columns.map((column, index) => ({
        name: column.title[language.value],
        isNumber: column.type !== "text" && column.type !== "date",
        of: (row: Cell[]) => shown(row[index], column.type, currency),
    }));
    const hasTotals = report.columns.some((column) => column.id in report.totals);
    const foot = report.columns.map((column, index) =>
        column.id in report.totals ? shown(report.totals[column.id], column.type, currency) : index === 0 ? "Σ" : "",
    );
    return (
        <>
            <Table columns={columns} rows={report.rows.slice(0, take)} foot={hasTotals ? foot : undefined} />
            {report.notes.map((note, index) => (
                <p key={index} class="note sm mt2">
                    {typeof note === "string" ? note : note[language.value]}
                </p>
            ))}
        </>
    );
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
