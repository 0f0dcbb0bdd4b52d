import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { day, money } from "../../format";
import { Await, Section, Table } from "../../parts/sheet";
import { say } from "../../state";
import type { Page } from "../../types";
import { said } from "./words";

interface Cost {
    day: string;
    channel: string;
    campaign: string | null;
    amount: number;
    currency: string;
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const told = (problem: Problem): string =>
    [problem.message, ...Object.entries(problem.errors).map(([row, why]) => `${row}: ${(why as string[]).join("; ")}`)].join(" ");

/** What channels have cost, written down by hand or brought as a file. */
export const Costs = ({ currency, channels, again }: { currency: string | null; channels: string[]; again: () => void }) => {
    const costs = useGet<Page<Cost>>("costs?take=10");
    const [refused, refuse] = useState("");
    const keep = (file: Blob, query = ""): Promise<void> =>
        send<{ accepted: number; errors: Record<string, string[]> }>("POST", `costs${query}`, file).then(
            (kept) => {
                const wrong = Object.entries(kept!.errors);
                refuse(wrong.map(([row, why]) => `${row}: ${why.join("; ")}`).join(" "));
                say(said.value.kept(kept!.accepted));
                costs.again();
                again();
            },
            (problem: Problem) => refuse(told(problem)),
        );
    const write = (event: Event): void => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const of = new FormData(form);
        const names = ["day", "channel", "campaign", "amount", "currency"];
        const row = names.map((name) => cell(String(of.get(name) ?? "").trim())).join(",");
        keep(new Blob([`${names.join(",")}\n${row}\n`], { type: "text/csv" })).then(() =>
            form.querySelector<HTMLInputElement>("[name=amount]")!.select(),
        );
    };
    return (
        <Section id="costs" ask={said.value.add}>
            <p class="note">{said.value.addHint}</p>
            <form class="pairs" onSubmit={write}>
                <Field name="day" label={said.value.day} type="date" value={new Date().toISOString().slice(0, 10)} />
                <div class="fld">
                    <label for="channel">{said.value.channel}</label>
                    <input class="inp" id="channel" name="channel" required list="channels" maxLength={100} />
                    <datalist id="channels">
                        {channels.map((name) => (
                            <option key={name} value={name} />
                        ))}
                    </datalist>
                </div>
                <Field name="campaign" label={said.value.campaign} isFree />
                <Field name="amount" label={said.value.amount} type="number" />
                <Field name="currency" label={said.value.currency} value={currency ?? "RUB"} />
                <p class="end">
                    <button class="btn go">{said.value.write}</button>
                </p>
            </form>
            {refused && (
                <p class="errbox" role="alert">
                    <span class="why-not">{refused}</span>
                </p>
            )}
            <div class="fld narrow">
                <label for="costfile">{said.value.file}</label>
                <input
                    class="inp"
                    id="costfile"
                    type="file"
                    accept=".csv,.txt,.xlsx"
                    onChange={(event) => {
                        const file = event.currentTarget.files?.[0];
                        if (file)
                            keep(file.slice(0, file.size, "application/octet-stream"), currency ? `?currency=${currency}` : "");
                    }}
                />
            </div>
            <h3>{said.value.lately}</h3>
            <Await of={costs}>
                {({ items }) =>
                    items.length === 0 ? (
                        <p class="note">{said.value.nothing}</p>
                    ) : (
                        <Table
                            rows={items}
                            columns={[
                                { name: said.value.day, of: (one) => day(one.day) },
                                { name: said.value.channel, of: (one) => one.channel },
                                { name: said.value.campaign, of: (one) => one.campaign ?? "—" },
                                { name: said.value.amount, isNumber: true, of: (one) => money(one.amount, one.currency) },
                            ]}
                        />
                    )
                }
            </Await>
        </Section>
    );
};

const Field = (props: { name: string; label: string; type?: string; value?: string; isFree?: boolean }) => (
    <div class="fld">
        <label for={props.name}>{props.label}</label>
        <input
            class="inp"
            id={props.name}
            name={props.name}
            type={(props.type ?? "text") as "text"}
            {...(props.type === "number" && { min: "0", step: "any" })}
            defaultValue={props.value}
            required={!props.isFree}
        />
    </div>
);
