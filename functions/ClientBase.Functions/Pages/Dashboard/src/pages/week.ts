import type { Report } from "../types";

/** Seven days up to today, and how they stand against the weeks before them. */
export interface Week {
    orders: number;
    revenue: number;
    against: "more" | "less" | "usual" | null;
}

const DAYS = 7;
const LEAST_WEEKS = 4;
const MUCH = 1.25;

const sumsOf = (report: Report, id: string): number[] => {
    const at = report.columns.findIndex((column) => column.id === id);
    const days = report.rows.map((row) => Number(row[at] ?? 0)).reverse();
    return Array.from({ length: Math.floor(days.length / DAYS) }, (_, week) =>
        days.slice(week * DAYS, (week + 1) * DAYS).reduce((sum, day) => sum + day, 0),
    );
};

/** Against the usual only where there were weeks enough with orders; a fourth above or below the middle one is worth a word. */
export const weekOf = (report: Report): Week => {
    const [orders = 0] = sumsOf(report, "orders");
    const [revenue = 0, ...before] = sumsOf(report, "revenue");
    const usual = before.filter((sum) => sum > 0).sort((a, b) => a - b);
    const middle = usual[Math.floor(usual.length / 2)];
    const against =
        usual.length < LEAST_WEEKS ? null : revenue > middle * MUCH ? "more" : revenue * MUCH < middle ? "less" : "usual";
    return { orders, revenue, against };
};

/** The last days of a report by days. */
export const lastDays = (report: Report, days: number): Report => ({ ...report, rows: report.rows.slice(-days) });
