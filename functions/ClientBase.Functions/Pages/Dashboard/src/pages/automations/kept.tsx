import { useState } from "preact/hooks";
import { type Problem, send, useGet } from "../../api";
import { moment } from "../../format";
import { Await, Section, Table } from "../../parts/sheet";
import { language, say, words } from "../../state";
import type { Page } from "../../types";
import type { Automation } from "./automation";
import { said } from "./words";

const members = [
    "name",
    "enabled",
    "purpose",
    "trigger",
    "if",
    "once",
    "again",
    "exitOn",
    "goal",
    "quiet",
    "holdout",
    "steps",
] as const;

/** An automation as it is kept, to be changed by hand. */
export const Code = ({ automation, path, again }: { automation: Automation; path: string; again: () => void }) => {
    const kept = Object.fromEntries(members.filter((name) => automation[name] !== null).map((name) => [name, automation[name]]));
    const [text, write] = useState(JSON.stringify(kept, null, 2));
    const [faults, fail] = useState<string[]>([]);
    const save = (event: Event): void => {
        event.preventDefault();
        let body: unknown;
        try {
            body = JSON.parse(text);
        } catch (broken) {
            fail([(broken as Error).message]);
            return;
        }
        send("PUT", path, body).then(
            () => {
                fail([]);
                say(words.value.saved);
                again();
            },
            (problem: Problem) => fail(faultsOf(problem)),
        );
    };
    return (
        <details class="mt2">
            <summary>{said.value.code}</summary>
            <form onSubmit={save}>
                <textarea
                    class="inp mono"
                    rows={16}
                    spellcheck={false}
                    aria-label={said.value.code}
                    value={text}
                    onInput={(event) => write(event.currentTarget.value)}
                />
                {faults.map((fault) => (
                    <p key={fault} class="errbox">
                        <span class="why-not">{fault}</span>
                    </p>
                ))}
                <p class="mt2">
                    <button class="btn go">{said.value.save}</button>
                </p>
            </form>
        </details>
    );
};

const faultsOf = (problem: Problem): string[] => {
    const found = Object.entries(problem.errors).flatMap(([field, errors]) =>
        (Array.isArray(errors) ? errors : [errors]).map((error) =>
            typeof error === "string" ? `${field}: ${error}` : `${field}: ${(error as { message: string }).message}`,
        ),
    );
    return found.length > 0 ? found : [problem.message];
};

/** What it was before. */
export const Versions = ({ path }: { path: string }) => {
    const versions = useGet<Page<Automation>>(`${path}/versions`);
    return (
        <Section id="versions" ask={said.value.history}>
            <Await of={versions}>
                {(page) =>
                    page.items.length < 2 ? (
                        <p class="note">{said.value.versionsNone}</p>
                    ) : (
                        <Table
                            rows={page.items}
                            columns={[
                                { name: "№", of: (one) => one.version },
                                { name: said.value.does, of: (one) => <span class="m1 clamp">{one.words[language.value]}</span> },
                                { name: said.value.person, of: (one) => one.updatedBy ?? "—" },
                                { name: "", isNumber: true, of: (one) => moment(one.updatedAt) },
                            ]}
                        />
                    )
                }
            </Await>
        </Section>
    );
};
