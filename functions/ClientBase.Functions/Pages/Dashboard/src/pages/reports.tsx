import { useGet } from "../api";
import { moment } from "../format";
import { ReportFiles, ReportShown } from "../parts/report";
import { Await, Empty, Head, Section } from "../parts/sheet";
import { go, language, place, words } from "../state";
import type { Report } from "../types";

type Listed = string | { name: string; title?: { ru: string; en: string } };

export const ReportsPage = () => {
    const said = words.value.reports;
    const reports = useGet<{ items: Listed[] } | Listed[]>("reports");
    return (
        <>
            <Head title={said.title} />
            <Section ask={words.value.base.ask.reports}>
                <Await of={reports}>
                    {(found) => {
                        const all = Array.isArray(found) ? found : found.items;
                        return all.length === 0 ? (
                            <Empty text={said.none} />
                        ) : (
                            <ul class="list">
                                {all.map((one) => (
                                    <Line key={nameOf(one)} report={one} />
                                ))}
                            </ul>
                        );
                    }}
                </Await>
            </Section>
        </>
    );
};

const nameOf = (report: Listed): string => (typeof report === "string" ? report : report.name);

const Line = ({ report }: { report: Listed }) => (
    <li>
        <i class="dot todo" />
        <a class="t" href={`#/reports/${nameOf(report)}`}>
            {(typeof report !== "string" && report.title?.[language.value]) || nameOf(report)}
        </a>
    </li>
);

export const ReportPage = ({ id }: { id: string }) => {
    const said = words.value.reports;
    const query = place.value.query;
    const path = `reports/${encodeURIComponent(id)}${query.size ? `?${query}` : ""}`;
    const report = useGet<Report>(path);
    const ask = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const wanted = new URLSearchParams(
            [...form].map(([name, value]): [string, string] => [name, String(value)]).filter(([, value]) => value),
        );
        go(`#/reports/${id}?${wanted}`);
    };
    return (
        <>
            <Head
                title={id}
                crumb={
                    <>
                        <a href="#/reports">{said.title}</a>
                        {report.value?.asOf && ` / ${said.asOf(moment(report.value.asOf))}`}
                    </>
                }
            />
            <form class="row spans" onSubmit={ask} key={String(query)}>
                <label>
                    {said.from} <input class="inp slim" type="date" name="from" defaultValue={query.get("from") ?? ""} />
                </label>
                <label>
                    {said.to} <input class="inp slim" type="date" name="to" defaultValue={query.get("to") ?? ""} />
                </label>
                <label>
                    {said.by}{" "}
                    <select class="inp slim" name="by" defaultValue={query.get("by") ?? ""}>
                        <option value="">—</option>
                        <option value="day">{said.day}</option>
                        <option value="week">{said.week}</option>
                        <option value="month">{said.month}</option>
                    </select>
                </label>
                <button class="btn">{words.value.find}</button>
            </form>
            <Section ask={words.value.table} tools={<ReportFiles path={path} name={id} />}>
                <Await of={report}>
                    {(value) =>
                        value.rows.length === 0 && value.notes.length === 0 ? (
                            <p class="ans">{words.value.state.soon}</p>
                        ) : (
                            <ReportShown report={value} take={500} />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};
