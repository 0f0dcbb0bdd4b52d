import { useState } from "preact/hooks";
import { useGet } from "../../api";
import { money, number } from "../../format";
import { Person } from "../../parts/people";
import { Await, Bars, Section, Table } from "../../parts/sheet";
import { words } from "../../state";
import type { Page } from "../../types";
import { told } from "./words";

interface Recipient {
    contact: string;
    outcome: string;
    reasons: string[];
}

interface SendPlan extends Page<Recipient> {
    count: number;
    skipped: Record<string, number>;
    cost: number;
    currency: string;
}

/** Who would get it, who would not and why, and what it costs. Everybody is looked at for it, so it is counted when asked for. */
export const Plan = ({ path }: { path: string }) => {
    const [isAsked, ask] = useState(false);
    const plan = useGet<SendPlan>(isAsked ? `${path}/plan?take=50` : null);
    const { value } = plan;
    return (
        <Section
            id="plan"
            ask={told.value.wouldGet}
            answer={value && told.value.plan(value.count, skippedOf(value), money(value.cost, value.currency))}
        >
            {isAsked ? (
                <Await of={plan}>
                    {(found) => (
                        <>
                            <Skipped of={found.skipped} />
                            <Recipients of={found.items} />
                        </>
                    )}
                </Await>
            ) : (
                <>
                    <p class="note">{told.value.planNote}</p>
                    <p class="mt2">
                        <button class="btn" onClick={() => ask(true)}>
                            {told.value.count}
                        </button>
                    </p>
                </>
            )}
        </Section>
    );
};

/** What became of each, while it goes out and after. */
export const Went = ({ path }: { path: string }) => {
    const recipients = useGet<Page<Recipient>>(`${path}/recipients?take=50`);
    return (
        <Section id="who" ask={words.value.campaigns.ask.who}>
            <Await of={recipients}>{(page) => <Recipients of={page.items} />}</Await>
        </Section>
    );
};

/** Who is left out, by reason, the commonest first. */
export const Skipped = ({ of }: { of: Record<string, number> }) => (
    <Bars
        rows={Object.entries(of)
            .sort((a, b) => b[1] - a[1])
            .map(([reason, count]) => ({
                name: words.value.campaigns.skips[reason] ?? reason,
                value: count,
                shown: number(count),
                colour: "var(--d0)",
            }))}
    />
);

const skippedOf = ({ skipped }: SendPlan): number => Object.values(skipped).reduce((sum, count) => sum + count, 0);

const Recipients = ({ of }: { of: Recipient[] }) => {
    const said = words.value.campaigns;
    return (
        <Table
            rows={of}
            columns={[
                { name: told.value.person, of: (row) => <Person id={row.contact} /> },
                { name: said.outcome, of: (row) => told.value.outcomes[row.outcome] ?? row.outcome },
                { name: said.reasons, of: (row) => row.reasons.map((reason) => said.skips[reason] ?? reason).join(", ") },
            ]}
        />
    );
};
