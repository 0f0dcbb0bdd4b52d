import { keys, useGet } from "../api";
import { moment, number } from "../format";
import { Await, Empty, Head, Section, Table } from "../parts/sheet";
import { words } from "../state";
import type { Page } from "../types";

interface Looked {
    at: string;
    who: string;
    role: string;
    action: string;
    what: string;
    count: number | null;
}

export const AuditPage = () => {
    const said = words.value.audit;
    const audit = useGet<Page<Looked>>("audit?take=200");
    return (
        <>
            <Head title={said.title} />
            <Section ask={said.ask}>
                <Await of={audit}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <NoEntries />
                        ) : (
                            <Table
                                rows={page.items}
                                columns={[
                                    { name: "", of: (one) => <span class="nb">{moment(one.at)}</span> },
                                    { name: said.who, of: (one) => one.who },
                                    { name: said.role, of: (one) => one.role },
                                    {
                                        name: said.action,
                                        of: (one) => <span class={one.action === "refused" ? "tag bad" : ""}>{one.action}</span>,
                                    },
                                    { name: said.what, of: (one) => <span class="mono">{one.what}</span> },
                                    { name: said.count, isNumber: true, of: (one) => number(one.count) },
                                ]}
                            />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};

// Where staff are named, nobody comes here without a key of their own.
const NoEntries = () => {
    const said = words.value.audit;
    return keys.value.staff ? (
        <Empty text={said.none} hint={said.noneHint} />
    ) : (
        <Empty text={said.noStaff} hint={said.noStaffHint}>
            <code class="mono">Staff__anna__Key=…</code>
            <code class="mono">Staff__anna__Role=owner</code>
        </Empty>
    );
};
