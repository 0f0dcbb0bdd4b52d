/** What the API answers, as far as the pages use it. */
export interface Page<T> {
    items: T[];
    continuation: string | null;
}

export interface Contact {
    id: string;
    name: { first: string | null; last: string | null; patronymic: string | null; full: string };
    emails: string[];
    phones: string[];
    externalIds: Record<string, string[]>;
    consents: { purpose: string; channel: string; granted: boolean; at: string; textVersion: string | null; source: string }[];
    orders: {
        count: number;
        total: number;
        currency: string | null;
        averageCheck: number | null;
        firstAt: string | null;
        lastAt: string | null;
    };
    segments: string[];
    colours: { funnel: string | null; loyalty: string | null } | null;
    rating: string | null;
    abcXyz: string | null;
    rfm: { r: number; f: number; m: number; segment: string } | null;
    forecast?: {
        pAlive: number | null;
        expectedOrders90d: number | null;
        value12m: number | null;
        nextOrderAt?: string | null;
    } | null;
    manager: string | null;
    tags?: string[];
    fields: Record<string, FieldValue>;
    custom: Record<string, FieldValue>;
    mergedFrom: string[];
    quality?: { score: number; issues: string[] } | null;
    firstSeenAt: string | null;
    lastSeenAt: string;
    source: string | null;
}

export type FieldValue = string | { value: string; source: string; at: string };

export interface Entry {
    id: string;
    kind: string;
    at: string;
    source: string;
    data: Record<string, unknown>;
}

export interface Segment {
    id: string;
    name: string;
    rule: string | null;
    words?: { ru: string; en: string } | null;
    count: number;
    builtIn: boolean;
    static?: boolean;
    version?: number;
    updatedAt: string | null;
}

export interface Change {
    contact: string;
    change: "entered" | "left";
    at: string;
    reason: string | null;
}

export interface Campaign {
    id: string;
    name?: string | null;
    state: string;
    segment: string;
    exclude: string[];
    channel: string;
    template: { subject: string; html: string | null; text: string | null };
    startedAt: string | null;
}

export interface Proof {
    members: number;
    planned: number;
    sent: number;
    skipped: Record<string, number>;
    refused: number;
    ambiguous: number;
    adds: boolean;
}

export interface CampaignReport {
    planned: number;
    sent: number;
    skipped: number;
    refused: number;
    ambiguous: number;
    delivered: number | null;
    opened: number | null;
    clicked: number | null;
    bounced: number | null;
    complained: number | null;
    unsubscribed: number | null;
    machineOpened: number | null;
    orders: number | null;
    revenue: number | null;
    currency: string | null;
    roi: number | null;
    variants: { id: string; planned: number; sent: number; opened: number; clicked: number; ordered: number | null }[];
    ab: {
        metric: string;
        decidesAt: string | null;
        winner: string | null;
        decided: boolean | null;
        pValue: number | null;
        needs: number | null;
    } | null;
    holdout: Holdout | null;
}

/** What was changed, by those who were left without it. */
export interface Holdout {
    size: number;
    ordersPerContact: number | null;
    sentOrdersPerContact: number | null;
    lift: number | null;
    liftLow: number | null;
    liftHigh: number | null;
    pValue: number | null;
    decidable: boolean;
    needs: number | null;
}

export interface Task {
    id: string;
    contact: string;
    title: string;
    dueAt: string;
    assignee: string | null;
    state: string;
    overdue: boolean;
    result: string | null;
    script: string | null;
}

export interface Deal {
    id: string;
    contact: string;
    title: string;
    amount: number | null;
    currency: string | null;
    expectedAt: string | null;
    stage: string;
    createdAt: string;
    history: { stage: string; at: string }[];
}

export interface Request {
    id: string;
    contact: string;
    subject: string;
    text: string | null;
    state: string;
    openedAt: string;
    source: string;
}

export interface Duplicate {
    id: string;
    a: string;
    b: string;
    score: number;
    explanation: { field: string; agreement: string; weight: number; a: string | null; b: string | null }[];
}

export interface Form {
    id: string;
    kind: string;
    page: string;
    embed: string;
}

export interface Import {
    id: string;
    state: string;
    kind: string;
    dryRun: boolean;
    at: string;
    rows: number;
    total: number | null;
    accepted: number;
    rejected: number;
    unchanged: number;
    error: string | null;
}

export interface Queue {
    queue: string;
    waiting: number;
    poison: number;
}

export interface Report {
    name: string;
    asOf: string | null;
    columns: { id: string; title: { ru: string; en: string }; type: "text" | "number" | "money" | "percent" | "date" }[];
    rows: (string | number | null)[][];
    totals: Record<string, number | string | null>;
    notes: (string | { ru: string; en: string })[];
}
