import { get, send } from "../api";

/** The mail of a campaign that was only just made. */
export const EMPTY = "<p></p>";

/** A mail as the base keeps it. */
export interface Template {
    subject: string;
    preheader: string | null;
    html: string | null;
    text: string | null;
    design: unknown;
}

/** What hurts in a mail, but does not forbid sending it. */
export interface Warning {
    code: string;
    field: string;
    message: string;
}

/** Where a mail lies, and how it is put back there. */
export interface MailPlace {
    name: string;
    back: string;
    template: Template;
    isOver: boolean;
    /** Where it is asked for as somebody would get it; the contact's id is put behind. */
    preview: string;
    /** Where it is sent from to one address; null for a step of an automation. */
    test: string | null;
    save: (template: Template) => Promise<Warning[]>;
}

interface Campaign {
    id: string;
    name: string | null;
    state: string;
    template: Template;
    warnings?: Warning[] | null;
    [member: string]: unknown;
}

// What a definition has; the rest of the answer is for reading.
const members = [
    "name", "segment", "exclude", "channel", "sendAt", "sendTime", "localTime", "ab", "holdout", "programme", "utm", "attribution",
    "limit", "priority", "products", "promo",
];

const ofCampaign = async (id: string): Promise<MailPlace> => {
    const path = `campaigns/${encodeURIComponent(id)}`;
    const campaign = await get<Campaign>(path);
    return {
        name: campaign.name ?? campaign.id,
        back: `/api/dashboard#/campaigns/${encodeURIComponent(id)}`,
        template: campaign.template,
        isOver: campaign.state === "sent" || campaign.state === "cancelled" || campaign.state === "sending",
        preview: `${path}/preview?contact=`,
        test: `${path}/test`,
        save: async (template) => {
            const now = await get<Campaign>(path);
            const kept = Object.fromEntries(members.filter((name) => now[name] !== null).map((name) => [name, now[name]]));
            return (await send<Campaign>("PUT", path, { ...kept, template }))?.warnings ?? [];
        },
    };
};

type Step = { send?: { channel: string; template: Template }; [member: string]: unknown };

// "2.then.0" leads to the first step of what is done when the third step's rule holds.
const stepAt = (steps: unknown, path: string): Step | undefined =>
    path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], steps) as Step | undefined;

// The same place as the API names it: steps[2].then[0].
const idOf = (path: string): string => `steps${path.replaceAll(/(^|\.)(\d+)/g, "[$2]")}`;

interface Automation {
    id: string;
    name: string;
    steps: unknown;
    warnings?: Warning[] | null;
    [member: string]: unknown;
}

const parts = ["name", "enabled", "purpose", "trigger", "if", "once", "again", "exitOn", "goal", "quiet", "holdout", "steps"];

const ofStep = async (id: string, at: string): Promise<MailPlace | null> => {
    const path = `automations/${encodeURIComponent(id)}`;
    const automation = await get<Automation>(path);
    const template = stepAt(automation.steps, at)?.send?.template;
    return template
        ? {
              name: automation.name,
              back: `/api/dashboard#/automations/${encodeURIComponent(id)}`,
              template,
              isOver: false,
              preview: `${path}/preview?step=${encodeURIComponent(idOf(at))}&contact=`,
              test: null,
              save: async (changed) => {
                  const now = await get<Automation>(path);
                  stepAt(now.steps, at)!.send!.template = changed;
                  const kept = Object.fromEntries(parts.filter((name) => now[name] !== null).map((name) => [name, now[name]]));
                  const field = `${idOf(at)}.`;
                  return ((await send<Automation>("PUT", path, kept))?.warnings ?? []).filter((warning) => warning.field.startsWith(field));
              },
          }
        : null;
};

/** The mail of an address: campaigns/{id} or automations/{id}/{step}. */
export const placeOf = async ([kind, id, at]: string[]): Promise<MailPlace | null> =>
    kind === "campaigns" && id ? ofCampaign(id) : kind === "automations" && id && at ? ofStep(id, at) : null;
