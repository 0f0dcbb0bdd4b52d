import { useState } from "preact/hooks";
import { number, percent } from "../format";
import { LocalFile } from "./report";
import { Table } from "./sheet";
import { words } from "../state";
import type { Holdout } from "../types";

/** What a comparison is told in. */
export interface LiftWords {
    left: string;
    nobodyHeld: string;
    works: (lift: string, low: string, high: string) => string;
    harms: (lift: string) => string;
    unseen: string;
    early: (size: number) => string;
    needs: (needs: string, has: string) => string;
    mailed: (sent: string, without: string) => string;
    axis: string;
    undecided: string;
    proved: string;
    people: string;
    per: string;
    withIt: string;
    withoutIt: string;
}

const LEVEL = 0.05;
const ROOM = 0.12;

/** Whether it is more than chance. */
export const isProved = (of: Holdout): boolean => of.decidable && of.pValue !== null && of.pValue < LEVEL && of.lift !== null;

const signed = (share: number): string => (share > 0 ? `+${percent(share, 0)}` : percent(share, 0));

/** What the comparison says, and that it says nothing yet where so. */
export const liftSaid = (of: Holdout, told: LiftWords): string => {
    if (of.size === 0) return told.nobodyHeld;
    if (of.lift === null || !of.decidable) return told.early(of.size);
    if (!isProved(of)) return told.unseen;
    return of.lift < 0
        ? told.harms(signed(of.lift))
        : told.works(signed(of.lift), signed(of.liftLow ?? of.lift), signed(of.liftHigh ?? of.lift));
};

/** The difference as a point with all it may be; hollow and grey while it is not decided, and the zero is ink. */
export const Lift = ({ name, of, sent, told }: { name: string; of: Holdout; sent: number; told: LiftWords }) => {
    const [isTable, show] = useState(false);
    const per = (orders: number | null): string => number(orders === null ? null : orders * 100, 1);
    const rows = [
        { name: told.withIt, people: sent, orders: of.sentOrdersPerContact },
        { name: told.withoutIt, people: of.size, orders: of.ordersPerContact },
    ];
    const hasChart = of.lift !== null && of.liftLow !== null && of.liftHigh !== null;
    return (
        <>
            <p class="note">{told.left}</p>
            {hasChart && !isTable ? (
                <Interval name={name} of={of} sent={sent} told={told} />
            ) : (
                <Table
                    rows={rows}
                    columns={[
                        { name: "", of: (row) => row.name },
                        { name: told.people, isNumber: true, of: (row) => number(row.people) },
                        { name: told.per, isNumber: true, of: (row) => per(row.orders) },
                    ]}
                />
            )}
            <p class="row mt2">
                {hasChart && (
                    <button class="lnk" aria-pressed={isTable} onClick={() => show(!isTable)}>
                        {isTable ? words.value.chart : words.value.table}
                    </button>
                )}
                <LocalFile
                    name="holdout.csv"
                    head={["group", "people", "ordersPerContact", "lift", "liftLow", "liftHigh", "pValue"]}
                    rows={rows.map((row, index) => [
                        row.name,
                        row.people,
                        row.orders,
                        ...(index === 0 ? [of.lift, of.liftLow, of.liftHigh, of.pValue] : [null, null, null, null]),
                    ])}
                />
            </p>
            {!isProved(of) && of.needs !== null && of.needs > of.size && (
                <p class="doubt">{told.needs(number(of.needs), number(of.size))}</p>
            )}
        </>
    );
};

const Interval = ({ name, of, sent, told }: { name: string; of: Holdout; sent: number; told: LiftWords }) => {
    const [low, high] = [Math.min(0, of.liftLow!), Math.max(0, of.liftHigh!)];
    const room = (high - low || 1) * ROOM;
    const at = (share: number): number => ((share - low + room) / (high - low + 2 * room)) * 100;
    const proved = isProved(of);
    const state = proved ? told.proved : told.undecided;
    return (
        <div
            class="lift"
            role="img"
            aria-label={`${name}: ${signed(of.lift!)}, ${signed(of.liftLow!)} – ${signed(of.liftHigh!)}, ${state}`}
        >
            <div>
                <b>{name}</b>
                <small>{told.mailed(number(sent), number(of.size))}</small>
            </div>
            <svg class={proved ? "proved" : undefined} width="100%" height="56" aria-hidden="true">
                <line class="zero" x1={`${at(0)}%`} x2={`${at(0)}%`} y1="0" y2="36" />
                <line x1={`${at(of.liftLow!)}%`} x2={`${at(of.liftHigh!)}%`} y1="18" y2="18" />
                <line x1={`${at(of.liftLow!)}%`} x2={`${at(of.liftLow!)}%`} y1="12" y2="24" />
                <line x1={`${at(of.liftHigh!)}%`} x2={`${at(of.liftHigh!)}%`} y1="12" y2="24" />
                <circle cx={`${at(of.lift!)}%`} cy="18" r="5" />
                {[of.liftLow!, 0, of.liftHigh!].map((share, index) => (
                    <text key={index} x={`${at(share)}%`} y="52" text-anchor="middle">
                        {share === 0 ? "0" : signed(share)}
                    </text>
                ))}
            </svg>
            <div class="r">
                <b class="num">{signed(of.lift!)}</b>
                <small>{state}</small>
            </div>
            <small class="axis">{told.axis}</small>
        </div>
    );
};
