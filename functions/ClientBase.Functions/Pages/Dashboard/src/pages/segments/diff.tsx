import { useState } from "preact/hooks";
import { RECENT, useGet } from "../../api";
import { day, moment, number } from "../../format";
import { Person } from "../../parts/people";
import { LocalFile } from "../../parts/report";
import { Await, Section, Table } from "../../parts/sheet";
import { language } from "../../state";
import type { Change, Segment } from "../../types";
import { said } from "./words";

interface Diff {
    from: string;
    to: string;
    entered: number;
    left: number;
    items: Change[];
}

const DAY = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Who entered a segment and who left it between two days, and what did it. */
export const SegmentDiff = ({ segment }: { segment: Segment }) => {
    const [span, ask] = useState({ from: dayOf(Date.now() - 7 * DAY), to: dayOf(Date.now()) });
    const path = `segments/${encodeURIComponent(segment.id)}/diff?from=${span.from}&to=${span.to}&take=1000`;
    const diff = useGet<Diff>(path, 0, RECENT);
    const choose = (event: Event): void => {
        event.preventDefault();
        const form = new FormData(event.currentTarget as HTMLFormElement);
        ask({ from: String(form.get("from")), to: String(form.get("to")) });
    };
    const days = Math.round((Date.parse(span.to) - Date.parse(span.from)) / DAY);
    return (
        <Section
            id="diff"
            ask={said.value.diff}
            answer={diff.value && said.value.moved(diff.value.entered, diff.value.left, days) + topReason(diff.value.items)}
            tools={
                diff.value && (
                    <LocalFile
                        name={`${segment.id}-diff.csv`}
                        head={[said.value.person, said.value.change, said.value.reason, said.value.when]}
                        rows={diff.value.items.map((one) => [one.contact, one.change, one.reason, one.at])}
                    />
                )
            }
        >
            <form class="row spans" onSubmit={choose}>
                <label>
                    {said.value.from} <input class="inp slim" type="date" name="from" defaultValue={span.from} required />
                </label>
                <label>
                    {said.value.to} <input class="inp slim" type="date" name="to" defaultValue={span.to} required />
                </label>
                <button class="btn s">{said.value.compare}</button>
            </form>
            <Await of={diff}>{(value) => <Moved diff={value} now={span.to === dayOf(Date.now()) ? segment.count : null} />}</Await>
        </Section>
    );
};

const Moved = ({ diff, now }: { diff: Diff; now: number | null }) => {
    const [entered, left] = (["entered", "left"] as const).map((change) => diff.items.filter((one) => one.change === change));
    return (
        <>
            {now !== null && (
                <p class="note num">
                    {day(diff.from)} → {day(diff.to)}: {number(now - diff.entered + diff.left)} + {number(diff.entered)} −{" "}
                    {number(diff.left)} = {number(now)}
                </p>
            )}
            {diff.items.length > 0 && (
                <>
                    <div class="cols c2 mt2">
                        <Reasons title={said.value.entered(diff.entered)} of={entered} colour="var(--d1)" />
                        <Reasons title={said.value.leftN(diff.left)} of={left} colour="var(--d2)" />
                    </div>
                    <Who of={diff.items} />
                </>
            )}
            <p class="m2 sm mt2">{said.value.bothWays}</p>
        </>
    );
};

const Reasons = ({ title, of, colour }: { title: string; of: Change[]; colour: string }) => {
    const counts = countsOf(of);
    const most = Math.max(1, ...counts.map(([, count]) => count));
    return (
        <div>
            <h3>{title}</h3>
            <ul class="bars reasons">
                {counts.slice(0, 6).map(([reason, count]) => (
                    <li key={reason}>
                        <span>{reason}</span>
                        <span class="g">
                            <i class="bar" style={{ width: `${(count / most) * 100}%`, background: colour }} />
                        </span>
                        <span class="v num">{number(count)}</span>
                    </li>
                ))}
            </ul>
        </div>
    );
};

const Who = ({ of }: { of: Change[] }) => {
    const [take, more] = useState(10);
    return (
        <details class="mt">
            <summary>{said.value.whoMoved}</summary>
            <Table
                rows={of.slice(0, take)}
                columns={[
                    { name: said.value.person, of: (one) => <Person id={one.contact} /> },
                    {
                        name: said.value.change,
                        of: (one) => (
                            <span class={`nb ${one.change === "entered" ? "came" : "went"}`}>
                                {one.change === "entered" ? said.value.cameIn : said.value.wentOut}
                            </span>
                        ),
                    },
                    { name: said.value.reason, of: (one) => reasonOf(one.reason) },
                    { name: said.value.when, isNumber: true, of: (one) => moment(one.at) },
                ]}
            />
            {of.length > take && (
                <p class="mt2">
                    <button class="btn s" onClick={() => more(take + 50)}>
                        {`+${number(Math.min(50, of.length - take))}`}
                    </button>
                </p>
            )}
        </details>
    );
};

// Facts of one kind are counted together: their numbers, days and names are left out.
const countsOf = (changes: Change[]): [string, number][] => {
    const counts = new Map<string, number>();
    for (const { reason } of changes) {
        const kind = kindOf(reasonOf(reason));
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]);
};

const kindOf = (reason: string): string =>
    reason
        .replace(/\s+on \d{1,2} \p{L}+( \d{4})?/gu, "")
        .replace(/\s+(?:от )?\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)( \d{4})?/gu, "")
        .replace(/(order|заказ|refund of order|возврат по заказу)\s+#?[\w#-]*\d[\w-]*/giu, "$1")
        .replace(/(order|заказ)(?:; \1)+/giu, "$1…")
        .replace(/\s{2,}/g, " ")
        .trim();

const topReason = (changes: Change[]): string => {
    const [top] = countsOf(changes);
    return top && top[1] * 2 > changes.length && changes.length > 1 ? said.value.mostly(top[0]) : "";
};

const months = [
    ["January", "января"], ["February", "февраля"], ["March", "марта"], ["April", "апреля"], ["May", "мая"], ["June", "июня"],
    ["July", "июля"], ["August", "августа"], ["September", "сентября"], ["October", "октября"], ["November", "ноября"],
    ["December", "декабря"],
];

const inRussian: [RegExp, string][] = [
    ...months.map(([en, ru]): [RegExp, string] => [new RegExp(`\\bon (\\d{1,2}) ${en}\\b`, "g"), `от $1 ${ru}`]),
    [/^time passed, or the limits of the base moved$/, "прошло время, или сдвинулись границы базы"],
    [/^a product became one of another kind$/, "товар стал другого вида"],
    [/^a segment that the rule goes by was changed$/, "изменился сегмент, на который опирается правило"],
    [/^the segment was defined$/, "сегмент создан"],
    [/^the segment was deleted$/, "сегмент удалён"],
    [/^the rule of the segment was changed$/, "правило сегмента изменили"],
    [/\border ([^\s:]+)/g, "заказ $1"],
    [/: orders (\d+) -> (\d+)/g, ": заказов $1 → $2"],
    [/\bform ([^\s:]+)/g, "форма $1"],
    [/\bchanged by hand\b/g, "изменено вручную"],
    [/\bimport\b/g, "импорт"],
];

/** A reason in the reader's language: the base keeps them in English. */
export const reasonOf = (reason: string | null): string => {
    const text = (reason ?? "—").replace(" -> ", " → ");
    return language.value === "ru" ? inRussian.reduce((said, [from, to]) => said.replace(from, to), reason ?? "—") : text;
};
