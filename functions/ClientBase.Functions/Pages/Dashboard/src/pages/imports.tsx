import { type Problem, send, useGet } from "../api";
import { moment, number } from "../format";
import { Await, Head, Save, Section, Table } from "../parts/sheet";
import { say, words } from "../state";
import type { Import, Page } from "../types";

/** Loads a table, shows how far it is and what became of each before. */
export const ImportsPage = () => {
    const said = words.value.imports;
    const imports = useGet<Page<Import>>("imports?take=50", 2);
    const load = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        const file = form.get("file") as File;
        send(
            "POST",
            `imports?kind=${String(form.get("kind"))}${form.get("dry") ? "&dryRun=true" : ""}`,
            file.slice(0, file.size, "application/octet-stream"),
        ).then(imports.again, (problem: Problem) => say(problem.message));
    };
    const running = imports.value?.items.find((one) => one.state === "running" || one.state === "queued");
    return (
        <>
            <Head title={said.title} />
            <Section ask={said.ask.load} answer={running && said.lead(number(running.rows), number(running.total))}>
                {running && (
                    <div class="job" role="status">
                        <div class="rail-p">
                            <i style={{ width: `${running.total ? (running.rows / running.total) * 100 : 3}%` }} />
                        </div>
                        <p class="row">
                            <span>
                                {said.accepted} {number(running.accepted)}
                            </span>
                            <span>
                                {said.unchanged} {number(running.unchanged)}
                            </span>
                            <span>
                                {said.rejected} {number(running.rejected)}
                            </span>
                        </p>
                        <p class="note">{said.close}</p>
                    </div>
                )}
                <form class="narrow" onSubmit={load}>
                    <p class="note">{said.hint}</p>
                    <div class="fld">
                        <label for="file">{said.file}</label>
                        <input class="inp" id="file" name="file" type="file" accept=".csv,.txt,.gz,.xlsx,.xls" required />
                    </div>
                    <div class="fld">
                        <label for="kind">{said.kind}</label>
                        <select class="inp" id="kind" name="kind">
                            {Object.entries(said.kinds).map(([kind, name]) => (
                                <option key={kind} value={kind}>
                                    {name}
                                </option>
                            ))}
                        </select>
                    </div>
                    <div class="chk">
                        <input id="dry" name="dry" type="checkbox" />
                        <label for="dry">{said.dry}</label>
                    </div>
                    <button class="btn go">{said.load}</button>
                </form>
            </Section>
            <Section ask={said.ask.past}>
                <Await of={imports}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <p class="note">{said.none}</p>
                        ) : (
                            <Table
                                rows={page.items}
                                columns={[
                                    { name: said.file, of: (one) => moment(one.at) },
                                    { name: said.kind, of: (one) => said.kinds[one.kind as keyof typeof said.kinds] ?? one.kind },
                                    {
                                        name: said.state,
                                        of: (one) => (
                                            <span
                                                class={
                                                    one.state === "failed"
                                                        ? "tag bad"
                                                        : one.state === "completed"
                                                          ? "tag good"
                                                          : "tag"
                                                }
                                                title={one.error ?? undefined}
                                            >
                                                {said.states[one.state] ?? one.state}
                                            </span>
                                        ),
                                    },
                                    { name: said.accepted, isNumber: true, of: (one) => number(one.accepted) },
                                    { name: said.unchanged, isNumber: true, of: (one) => number(one.unchanged) },
                                    {
                                        name: said.rejected,
                                        isNumber: true,
                                        of: (one) => (
                                            <>
                                                {number(one.rejected)}{" "}
                                                {one.rejected > 0 && (
                                                    <Save
                                                        path={`imports/${one.id}/report?format=csv`}
                                                        name="report.csv"
                                                        label={said.why}
                                                    />
                                                )}
                                            </>
                                        ),
                                    },
                                    {
                                        name: "",
                                        of: (one) =>
                                            one.state === "completed" &&
                                            !one.dryRun && <Undo id={one.id} again={imports.again} />,
                                    },
                                ]}
                            />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};

const Undo = ({ id, again }: { id: string; again: () => void }) => (
    <button
        class="btn s"
        onClick={() => {
            send("POST", `imports/${id}/undo`).then(again, (problem: Problem) => say(problem.message));
        }}
    >
        {words.value.imports.undo}
    </button>
);
