import { useGet } from "../../api";
import { countEn, countRu, inBoth } from "../../parts/sayings";
import { Await, Section } from "../../parts/sheet";
import type { Campaign, Page } from "../../types";
import type { Automation } from "../automations/automation";

const said = inBoth(
    {
        ask: "Where is it used?",
        nowhere: "Nowhere: no campaign and no automation goes by it.",
        lead: (of: string[]) => `On it rest ${of.join(" and ")}. While they do, it cannot be deleted.`,
        campaigns: (n: number) => countEn(n, "campaign", "campaigns"),
        automations: (n: number) => countEn(n, "automation", "automations"),
        campaign: "campaign",
        automation: "automation",
    },
    {
        ask: "Где используется?",
        nowhere: "Нигде: ни кампании, ни автоматизации на нём не стоят.",
        lead: (of: string[]) => `На нём стоят: ${of.join(" и ")}. Пока стоят, удалить его нельзя.`,
        campaigns: (n: number) => countRu(n, "кампания", "кампании", "кампаний"),
        automations: (n: number) => countRu(n, "автоматизация", "автоматизации", "автоматизаций"),
        campaign: "кампания",
        automation: "автоматизация",
    },
);

const A_MINUTE = 60; // What this tab has just read of them will do: a deletion is looked at by the API itself.

// A rule names a segment by its id, alone or in a list.
const names = (rule: string, id: string): boolean => new RegExp(`(^|[^\\w-])${id.replace(/[^\w-]/g, "")}([^\\w-]|$)`).test(rule);

const goesBy = (automation: Automation, id: string): boolean => {
    const rules = JSON.stringify([automation.if, automation.steps]);
    return automation.trigger.segment === id || (/segment|сегмент/i.test(rules) && names(rules, id));
};

/** The campaigns and automations that go by a segment. */
export const Used = ({ id }: { id: string }) => {
    const campaigns = useGet<Page<Campaign>>("campaigns?take=200", 0, A_MINUTE);
    const automations = useGet<Page<Automation>>("automations?take=200", 0, A_MINUTE);
    const sends = (campaigns.value?.items ?? []).filter((one) => one.segment === id || one.exclude.includes(id));
    const runs = (automations.value?.items ?? []).filter((one) => goesBy(one, id));
    const counts = [
        ...(sends.length > 0 ? [said.value.campaigns(sends.length)] : []),
        ...(runs.length > 0 ? [said.value.automations(runs.length)] : []),
    ];
    const uses = [
        ...sends.map((one) => ({ name: one.name ?? one.id, kind: said.value.campaign, to: `#/campaigns/${encodeURIComponent(one.id)}` })),
        ...runs.map((one) => ({ name: one.name, kind: said.value.automation, to: `#/automations/${encodeURIComponent(one.id)}` })),
    ];
    const isKnown = campaigns.value && automations.value;
    return (
        <Section id="used" ask={said.value.ask} answer={isKnown && (counts.length > 0 ? said.value.lead(counts) : said.value.nowhere)}>
            <Await of={campaigns}>
                {() => (
                    <p class="row">
                        {uses.map((one) => (
                            <span key={one.to}>
                                <a href={one.to}>{one.name}</a> <span class="m2">{one.kind}</span>
                            </span>
                        ))}
                    </p>
                )}
            </Await>
        </Section>
    );
};
