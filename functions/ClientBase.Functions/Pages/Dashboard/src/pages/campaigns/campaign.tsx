import { type Problem, send, useGet } from "../../api";
import { number } from "../../format";
import { Await, Head, Section } from "../../parts/sheet";
import { Lift, liftSaid } from "../../parts/lift";
import { say, words } from "../../state";
import type { Campaign, CampaignReport, Proof } from "../../types";
import { State } from "./list";
import { NewCampaign } from "./newcampaign";
import { Plan, Skipped, Went } from "./plan";
import { cameOf, Results, Variants } from "./results";
import { told } from "./words";

export const CampaignPage = ({ id }: { id: string }) => (id === "+" ? <NewCampaign /> : <Shown id={id} />);

const Shown = ({ id }: { id: string }) => {
    const said = words.value.campaigns;
    const path = `campaigns/${encodeURIComponent(id)}`;
    const campaign = useGet<Campaign>(path, 10);
    const act = (what: string) => (): void => {
        send("POST", `${path}/${what}`).then(
            () => campaign.again(),
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
                    {one.startedAt ? <Begun path={path} /> : <Plan path={path} />}
                </>
            )}
        </Await>
    );
};

const Begun = ({ path }: { path: string }) => {
    const said = words.value.campaigns;
    const report = useGet<CampaignReport>(`${path}/report`, 10);
    const proof = useGet<Proof>(`${path}/proof`, 10);
    const { value } = report;
    return (
        <>
            <Section id="adds" ask={said.ask.adds}>
                <Await of={proof}>{(parts) => <Equation of={parts} />}</Await>
            </Section>
            <Section id="came" ask={said.ask.came} answer={value && cameOf(value)}>
                <Await of={report}>{(figures) => <Results of={figures} />}</Await>
            </Section>
            {value?.holdout && (
                <Section id="helped" ask={told.value.helped} answer={liftSaid(value.holdout, told.value)}>
                    <Lift name={told.value.this} of={value.holdout} sent={value.sent} told={told.value} />
                </Section>
            )}
            {value && value.variants.length > 0 && <Variants of={value} />}
            <Went path={path} />
        </>
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
            {skipped > 0 && <Skipped of={of.skipped} />}
        </>
    );
};
