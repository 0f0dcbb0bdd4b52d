import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { Report } from "./types";

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** What a chart shows of a report: a series for each of these columns over the first one. */
export interface ChartShape {
    kind: "bar" | "line";
    columns: { id: string; isDown?: boolean }[];
    isShare?: boolean;
}

const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Days and months are told as people tell them; what is neither stays as it is.
const periodOf = (period: string, language: string): string => {
    const date = /^\d{4}-\d{2}(-\d{2})?$/.test(period) ? new Date(period.length === 7 ? `${period}-01` : period) : null;
    if (!date) return period;
    return new Intl.DateTimeFormat(language === "ru" ? "ru-RU" : "en-GB", {
        timeZone: "UTC",
        month: "short",
        ...(period.length === 7 ? date.getUTCMonth() === 0 && { year: "numeric" } : { day: "numeric" }),
    }).format(date);
};

const LABELLED = 14; // Of more bars than this figures would stand in each other's way.

const optionOf = (
    report: Report,
    shape: ChartShape,
    format: (value: number, column: string) => string,
    language: "ru" | "en",
): EChartsCoreOption => {
    const at = (id: string): number => report.columns.findIndex((column) => column.id === id);
    const ink = { color: token("--ink-3"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
    const line = { lineStyle: { color: token("--line") } };
    const colours = ["--d1", "--d2", "--d3", "--d4"].map(token);
    return {
        animation: false,
        color: colours,
        textStyle: ink,
        grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
        tooltip: {
            trigger: "axis",
            renderMode: "richText",
            backgroundColor: token("--sheet"),
            borderColor: token("--line-2"),
            textStyle: { ...ink, color: token("--ink") },
        },
        xAxis: {
            type: "category",
            data: report.rows.map((row) => periodOf(String(row[0]), language)),
            axisLine: line,
            axisTick: { show: false },
            axisLabel: ink,
        },
        yAxis: {
            type: "value",
            splitLine: line,
            splitNumber: 4,
            axisLabel: { ...ink, formatter: (value: number) => format(value, shape.columns[0].id) },
            ...(shape.isShare && { max: 1 }),
        },
        series: shape.columns.map(({ id, isDown }) => ({
            type: shape.kind,
            name: report.columns[at(id)]?.title[language] ?? id,
            stack: shape.columns.some((column) => column.isDown) ? "one" : undefined,
            symbol: "none",
            barMaxWidth: 40,
            itemStyle: { borderRadius: 3 },
            label: {
                ...ink,
                show: shape.kind === "bar" && report.rows.length <= LABELLED,
                position: isDown ? "bottom" : "top",
                formatter: ({ value }: { value: number }) => (value === 0 ? "" : format(isDown ? value : Math.round(value), id)),
            },
            data: report.rows.map((row) => (isDown ? -Number(row[at(id)] ?? 0) : row[at(id)])),
            tooltip: { valueFormatter: (value: unknown) => format(Math.abs(Number(value)), id) },
        })),
    };
};

/** Draws a chart into an element, as wide as that is; the answer stops it. */
export const draw = (
    element: HTMLElement,
    report: Report,
    shape: ChartShape,
    format: (value: number, column: string) => string,
    language: "ru" | "en",
): (() => void) => {
    const chart = init(element);
    chart.setOption(optionOf(report, shape, format, language));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
        watch.disconnect();
        chart.dispose();
    };
};
