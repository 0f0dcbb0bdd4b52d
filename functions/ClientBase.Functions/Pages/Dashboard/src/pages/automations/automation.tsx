import { useEffect, useState } from "preact/hooks";
import { call, type Loaded, type Problem, RECENT, send, useGet } from "../../api";
import { ago, number } from "../../format";
import { AsOf } from "../../parts/asof";
import { Await, Figures, Head, Section } from "../../parts/sheet";
import { go, language, say } from "../../state";
import type { Page } from "../../types";
import { Backtest } from "./backtest";
import { Switched } from "./list";
import { StepFunnel } from "./funnel";
import { Helped } from "./holdout";
import { Code, Versions } from "./kept";
import { type Run, Runs } from "./runs";
import { Walk } from "./walk";
import { said } from "./words";

/** An automation as the API shows it. */
export interface Automation {
    id: string;
    name: string;
    enabled: boolean;
    purpose: string;
    trigger: Record<string, unknown>;
    if: string | null;
    once: string;
    again: string | null;
    exitOn: string[];
    goal: { on: string; within: string } | null;
    quiet: boolean;
    holdout: number;
    steps: Step[];
    version: number;
    updatedAt: string;
    updatedBy: string | null;
    words: { ru: string; en: string };
    stats?: { entered: number; active: number; completed: number; exited: number; goal: number | null } | null;
}

/** A step: its kind is the name of its first member. */
export type Step = Record<string, unknown>;

const LATEST = 100; // Each costs a read, once in five minutes.

/** What happens to people, what it does, what would have been, who is on the way. */
export const AutomationPage = ({ id }: { id: string }) => {
    const path = `automations/${encodeURIComponent(id)}`;
    const automation = useGet<Automation>(path, RECENT, RECENT);
    const runs = useGet<Page<Run>>(`${path}/runs?take=${LATEST}`, RECENT, RECENT);
    return (
        <Await of={automation}>
            {(one) => (
                <>
                    <Head
                        title={one.name}
                        crumb={
                            <>
                                <a href="#/automations">{said.value.title}</a> / <Switched on={one.enabled} />{" "}
                                {said.value.version(one.version, ago(one.updatedAt))}
                            </>
                        }
                        actions={<Actions automation={one} path={path} again={automation.again} />}
                    />
                    <Happens automation={one} counted={automation} />
                    <StepFunnel automation={one} runs={runs} />
                    <Helped automation={one} path={path} />
                    <Section id="does" ask={said.value.doesWhat} answer={said.value.steps(countOf(one.steps))}>
                        <div class="cols c2">
                            <div>
                                <Sentences of={one.words[language.value]} />
                                <Mails id={one.id} steps={one.steps} />
                            </div>
                            <Drawing path={path} name={one.name} version={one.version} text={one.words[language.value]} />
                        </div>
                        <Code key={one.version} automation={one} path={path} again={automation.again} />
                    </Section>
                    <Walk id={id} path={path} />
                    <Backtest path={path} />
                    <Runs path={path} latest={runs} />
                    <Versions path={path} />
                </>
            )}
        </Await>
    );
};

const Actions = ({ automation, path, again }: { automation: Automation; path: string; again: () => void }) => {
    const turn = (to: "enable" | "disable") => (): void => {
        send("POST", `${path}/${to}`).then(
            () => {
                say(to === "enable" ? said.value.turnedOn : said.value.turnedOff, turn(to === "enable" ? "disable" : "enable"));
                again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    const remove = (): void => {
        send("DELETE", path).then(
            () => {
                say(said.value.removed);
                go("#/automations");
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <>
            {!automation.enabled && (
                <button class="btn no" onClick={remove}>
                    {said.value.remove}
                </button>
            )}
            <button class={automation.enabled ? "btn" : "btn go"} onClick={turn(automation.enabled ? "disable" : "enable")}>
                {automation.enabled ? said.value.turnOff : said.value.turnOn}
            </button>
        </>
    );
};

const ENOUGH = 100;

const Happens = ({ automation, counted }: { automation: Automation; counted: Loaded<Automation> }) => {
    const { stats } = automation;
    return (
        <Section
            id="happens"
            ask={said.value.happens}
            answer={
                !stats || stats.entered === 0
                    ? said.value.nobody
                    : said.value.entered(stats.entered, automation.goal ? stats.goal : null)
            }
        >
            {stats && stats.entered > 0 && (
                <>
                    <p class="note num">
                        {number(stats.entered)} = {number(stats.active)} + {number(stats.completed)} + {number(stats.exited)}
                    </p>
                    <Figures
                        of={Object.entries(said.value.figures)
                            .filter(([name]) => name !== "goal" || automation.goal)
                            .map(([name, title]) => [title, number(stats[name as keyof typeof stats])])}
                    />
                    {automation.goal && stats.entered < ENOUGH && <p class="m2 sm mt2">{said.value.few}</p>}
                </>
            )}
            <AsOf of={counted} />
        </Section>
    );
};

// A picture of a stranger's words is shown as a picture: nothing in it runs.
const Drawing = ({ path, name, version, text }: { path: string; name: string; version: number; text: string }) => {
    const [svg, set] = useState<string | null>(null);
    useEffect(() => {
        let isOver = false;
        call("GET", `${path}?format=svg`)
            .then((response) => response.text())
            .then(
                (found) => !isOver && set(found),
                () => undefined,
            );
        return () => {
            isOver = true;
        };
    }, [path, version, language.value]);
    return svg ? (
        <figure class="drawing scroll" tabIndex={0} aria-label={said.value.drawing(name)}>
            <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={text} />
        </figure>
    ) : null;
};

const Sentences = ({ of }: { of: string }) => (
    <ol class="steps">
        {of
            .split(/\n+|(?<=[;.])\s+(?=\S)/u)
            .map((line) => line.trim())
            .filter(Boolean)
            .map((line, index) => (
                <li key={index}>{line}</li>
            ))}
    </ol>
);

/** Every step with its path, those within steps too. */
const walk = (steps: unknown, path: string): [path: string, step: Step][] =>
    Array.isArray(steps)
        ? steps.flatMap((step: Step, index): [string, Step][] => {
              const at = path ? `${path}.${index}` : String(index);
              const within = Object.entries(step).flatMap(([name, value]) =>
                  Array.isArray(value) ? walkWithin(value, `${at}.${name}`) : [],
              );
              return [[at, step], ...within];
          })
        : [];

// The arms of a split hold their steps one level deeper.
const walkWithin = (value: unknown[], path: string): [string, Step][] =>
    value.every((one) => typeof one === "object" && one !== null && "share" in one)
        ? value.flatMap((arm, index) => walk((arm as Record<string, unknown>).steps, `${path}.${index}.steps`))
        : walk(value, path);

const countOf = (steps: Step[]): number => walk(steps, "").length;

const Mails = ({ id, steps }: { id: string; steps: Step[] }) => {
    const mails = walk(steps, "").filter(([, step]) => hasMail(step));
    return mails.length === 0 ? null : (
        <ul class="list mt2">
            {mails.map(([path, step]) => (
                <li key={path}>
                    <i class="dot todo" />
                    <span class="t">{(step.send as { template: { subject: string } }).template.subject}</span>
                    <a class="btn s" href={`/api/dashboard/mail#/automations/${encodeURIComponent(id)}/${path}`}>
                        {said.value.mail}
                    </a>
                </li>
            ))}
        </ul>
    );
};

const hasMail = (step: Step): boolean => {
    const send = step.send as { template?: { html?: string | null } } | undefined;
    return typeof send?.template?.html === "string";
};
