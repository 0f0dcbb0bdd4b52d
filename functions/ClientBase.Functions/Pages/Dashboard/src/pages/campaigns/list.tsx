import { useGet } from "../../api";
import { moment } from "../../format";
import { segmentName } from "../../names";
import { Await, Empty, Head, Section, Table } from "../../parts/sheet";
import { words } from "../../state";
import type { Campaign, Page } from "../../types";

export const CampaignsPage = () => {
    const said = words.value.campaigns;
    const campaigns = useGet<Page<Campaign>>("campaigns?take=200", 15);
    return (
        <>
            <Head
                title={said.title}
                actions={
                    <a class="btn go" href="#/campaigns/+">
                        {said.fresh}
                    </a>
                }
            />
            <Section ask={said.ask.all}>
                <Await of={campaigns}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <Empty text={said.none} />
                        ) : (
                            <Table
                                rows={page.items}
                                columns={[
                                    {
                                        name: said.subject,
                                        of: (one) => (
                                            <a href={`#/campaigns/${encodeURIComponent(one.id)}`}>
                                                {one.name || one.template.subject || one.id}
                                            </a>
                                        ),
                                    },
                                    {
                                        name: said.segment,
                                        of: (one) => (
                                            <a href={`#/segments/${encodeURIComponent(one.segment)}`}>
                                                {segmentName(one.segment)}
                                            </a>
                                        ),
                                    },
                                    { name: said.state, of: (one) => <State of={one.state} /> },
                                    { name: said.started, isNumber: true, of: (one) => moment(one.startedAt) },
                                ]}
                            />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};

export const State = ({ of }: { of: string }) => (
    <span
        class={
            of === "sent"
                ? "tag good"
                : of === "sending"
                  ? "tag blue"
                  : of === "paused" || of === "cancelled"
                    ? "tag wait"
                    : "tag"
        }
    >
        {words.value.campaigns.states[of] ?? of}
    </span>
);
