import { type Problem, send, useGet } from "../api";
import { moment, number } from "../format";
import { lazy } from "../parts/lazy";
import { Await, Bars, Empty, Figures, Head, Section, Table } from "../parts/sheet";
import { say, words } from "../state";
import type { Campaign, CampaignReport, Page, Proof } from "../types";

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
                                        of: (one) => <a href={`#/segments/${encodeURIComponent(one.segment)}`}>{one.segment}</a>,
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

const State = ({ of }: { of: string }) => (
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

const NewCampaign = lazy(() => import("./newcampaign").then((page) => page.NewCampaign));

export const CampaignPage = ({ id }: { id: string }) => (id === "+" ? <NewCampaign /> : <Shown id={id} />);

const Shown = ({ id }: { id: string }) => {
    const said = words.value.campaigns;
    const path = `campaigns/${encodeURIComponent(id)}`;
    const campaign = useGet<Campaign>(path, 10);
    const report = useGet<CampaignReport>(`${path}/report`, 10);
    const proof = useGet<Proof>(`${path}/proof`, 10);
    const plan = useGet<Page<{ contact: string; outcome: string; reasons: string[] }> & { count: number }>(
        `${path}/plan?take=50`,
    );
    const act = (what: string) => (): void => {
        send("POST", `${path}/${what}`).then(
            () => {
                campaign.again();
                report.again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <Await of={campaign}>
            {(one) => (
                <>
                    <Head
                        title={one.name || one.template.subject || one.id}
                        crumb={
                            <>
                                <a href="#/campaigns">{said.title}</a> / <State of={one.state} />
                            </>
                        }
                        actions={<Actions id={one.id} state={one.state} segment={one.segment} act={act} />}
                    />
                    <Section id="adds" ask={said.ask.adds}>
                        <Await of={proof}>{(value) => <Equation of={value} />}</Await>
                    </Section>
                    <Section id="came" ask={said.ask.came}>
                        <Await of={report}>
                            {(value) => (
                                <Figures
                                    of={Object.entries(said.figures).map(([name, title]) => [
                                        title,
                                        number(value[name as keyof CampaignReport], 2),
                                    ])}
                                />
                            )}
                        </Await>
                    </Section>
                    <Section id="who" ask={said.ask.who}>
                        <Await of={plan}>
                            {(page) => (
                                <Table
                                    rows={page.items}
                                    columns={[
                                        {
                                            name: "",
                                            of: (row) => (
                                                <a class="mono" href={`#/contacts/${row.contact}`}>
                                                    {row.contact}
                                                </a>
                                            ),
                                        },
                                        { name: said.outcome, of: (row) => row.outcome },
                                        { name: said.reasons, of: (row) => row.reasons.join(", ") },
                                    ]}
                                />
                            )}
                        </Await>
                    </Section>
                </>
            )}
        </Await>
    );
};

const Actions = (props: { id: string; state: string; segment: string; act: (what: string) => () => void }) => {
    const { id, state, segment, act } = props;
    const said = words.value.campaigns;
    const start = (): void => {
        if (confirm(said.confirm(segment))) act("send")();
    };
    return (
        <>
            <a class="btn" href={`/api/dashboard/mail#/campaigns/${encodeURIComponent(id)}`}>
                {said.mail}
            </a>
            {state === "draft" && (
                <button class="btn go" onClick={start}>
                    {said.send}
                </button>
            )}
            {(state === "sending" || state === "scheduled") && (
                <button class="btn" onClick={act("pause")}>
                    {said.pause}
                </button>
            )}
            {state === "paused" && (
                <button class="btn go" onClick={act("resume")}>
                    {said.resume}
                </button>
            )}
            {(state === "sending" || state === "scheduled" || state === "paused") && (
                <button class="btn no" onClick={act("cancel")}>
                    {said.cancel}
                </button>
            )}
        </>
    );
};

// The sum stands beside its parts, person by person, at any moment.
const Equation = ({ of }: { of: Proof }) => {
    const said = words.value.campaigns;
    const skipped = Object.values(of.skipped).reduce((sum, count) => sum + count, 0);
    const parts: [string, number][] = [
        [said.sent, of.sent],
        [said.planned, of.planned],
        [said.skipped, skipped],
        [said.refused, of.refused],
        [said.ambiguous, of.ambiguous],
    ];
    const colours = ["var(--d1)", "var(--q1)", "var(--d0)", "var(--d2)", "var(--d4)"];
    const sum = `${number(of.members)} = ${parts.map(([, part]) => number(part)).join(" + ")}`;
    return (
        <>
            <p class="ans">{of.adds ? said.counted(of.members) : said.addsNot}</p>
            <div class="eq" role="img" aria-label={sum}>
                <div>
                    <b class="num">{number(of.members)}</b>
                    <span>{said.inSegment}</span>
                </div>
                {parts.map(([name, part], index) => (
                    <>
                        <i>{index === 0 ? "=" : "+"}</i>
                        <div>
                            <b class="num">{number(part)}</b>
                            <span>
                                <i class="k" style={{ "--c": colours[index] }} />
                                {name}
                            </span>
                        </div>
                    </>
                ))}
            </div>
            <div class="pbar" aria-hidden="true">
                {parts.map(([name, part], index) => (
                    <span key={name} style={{ flex: part, background: colours[index], display: part ? undefined : "none" }} />
                ))}
            </div>
            {of.adds && <p class="adds">{said.adds}</p>}
            {skipped > 0 && (
                <Bars
                    rows={Object.entries(of.skipped)
                        .sort((a, b) => b[1] - a[1])
                        .map(([reason, count]) => ({
                            name: said.skips[reason] ?? reason,
                            value: count,
                            shown: number(count),
                            colour: "var(--d0)",
                        }))}
                />
            )}
        </>
    );
};
