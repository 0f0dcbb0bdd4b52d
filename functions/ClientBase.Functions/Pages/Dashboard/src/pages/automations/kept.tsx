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

interface Moved {
    moved: number;
    stayed: unknown[];
    continuation: string | null;
}

/** Has those who are on the way go on by the version of now, a page after another. */
const Move = ({ path }: { path: string }) => {
    const [isMoving, setMoving] = useState(false);
    const [told, tell] = useState("");
    const move = async (): Promise<void> => {
        let [moved, stayed] = [0, 0];
        for (let next: string | null = ""; next !== null; ) {
            const page: Moved | null = await send<Moved>("POST", `${path}/runs/move?take=200${next && `&continuation=${next}`}`);
            if (!page) return;
            [moved, stayed, next] = [moved + page.moved, stayed + page.stayed.length, page.continuation];
            tell(next === null ? said.value.movedTo(moved, stayed) : said.value.moving(moved));
        }
    };
    const start = (): void => {
        setMoving(true);
        move()
            .catch((problem: Problem) => tell(problem.message))
            .finally(() => setMoving(false));
    };
    return (
        <p class="mt2">
            <button class="btn" disabled={isMoving} onClick={start}>
                {said.value.move}
            </button>{" "}
            <span class="m2 sm" role="status">
                {told}
            </span>
        </p>
    );
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
                        <>
                            <Table
                                rows={page.items}
                                columns={[
                                    { name: "№", of: (one) => one.version },
                                    { name: said.value.does, of: (one) => <span class="m1 clamp">{one.words[language.value]}</span> },
                                    { name: said.value.person, of: (one) => one.updatedBy ?? "—" },
                                    { name: "", isNumber: true, of: (one) => moment(one.updatedAt) },
                                ]}
                            />
                            <Move path={path} />
                        </>
                    )
                }
            </Await>
        </Section>
    );
};
