import type { FunctionComponent } from "preact";
import { needsKey, RECENT, useGet } from "./api";
import { Finder, isFinding } from "./parts/finder";
import { lazy } from "./parts/lazy";
import { KeyGate } from "./parts/keygate";
import { Toast } from "./parts/toast";
import { AuditPage } from "./pages/audit";
import { ContactsPage } from "./pages/contacts";
import { OutboxPage } from "./pages/outbox";
import { ReportPage, ReportsPage } from "./pages/reports";
import { RequestsPage } from "./pages/requests";
import { SegmentPage, SegmentsPage } from "./pages/segments/segments";
import { TodayPage } from "./pages/today";
import { language, place, setLanguage, setTheme, theme, words } from "./state";
import type { Page, Queue, Task } from "./types";
import type { Words } from "./words/en";

type Name = keyof Words["nav"];

const HelpPage = lazy(() => import("./pages/help").then((page) => page.HelpPage));
const FormsPage = lazy(() => import("./pages/forms/list").then((page) => page.FormsPage));
const FormPage = lazy(() => import("./pages/forms/designer").then((page) => page.FormPage));
const ImportsPage = lazy(() => import("./pages/imports/page").then((page) => page.ImportsPage));
const DuplicatesPage = lazy(() => import("./pages/duplicates/page").then((page) => page.DuplicatesPage));
const CampaignsPage = lazy(() => import("./pages/campaigns/list").then((page) => page.CampaignsPage));
const CampaignPage = lazy(() => import("./pages/campaigns/campaign").then((page) => page.CampaignPage));
const TasksPage = lazy(() => import("./pages/day/tasks").then((page) => page.TasksPage));
const ChurnPage = lazy(() => import("./pages/churn").then((page) => page.ChurnPage));
const ChannelsPage = lazy(() => import("./pages/channels/page").then((page) => page.ChannelsPage));
const ContactPage = lazy(() => import("./pages/contact/page").then((page) => page.ContactPage));
const QueuesPage = lazy(() => import("./pages/queues").then((page) => page.QueuesPage));
const BasePage = lazy(() => import("./pages/base").then((page) => page.BasePage));
const DealsPage = lazy(() => import("./pages/deals").then((page) => page.DealsPage));
const AutomationsPage = lazy(() => import("./pages/automations/list").then((page) => page.AutomationsPage));
const AutomationPage = lazy(() => import("./pages/automations/automation").then((page) => page.AutomationPage));

// A page by the first word of its address; with an id behind it, one thing of the page's kind.
const pages: Partial<Record<Name, { list: FunctionComponent; one?: FunctionComponent<{ id: string }> }>> = {
    today: { list: TodayPage },
    base: { list: BasePage },
    contacts: { list: ContactsPage, one: ContactPage },
    segments: { list: SegmentsPage, one: SegmentPage },
    campaigns: { list: CampaignsPage, one: CampaignPage },
    automations: { list: AutomationsPage, one: AutomationPage },
    churn: { list: ChurnPage },
    channels: { list: ChannelsPage },
    tasks: { list: TasksPage },
    deals: { list: DealsPage },
    requests: { list: RequestsPage },
    duplicates: { list: DuplicatesPage },
    reports: { list: ReportsPage, one: ReportPage },
    forms: { list: FormsPage, one: FormPage },
    imports: { list: ImportsPage },
    outbox: { list: OutboxPage },
    queues: { list: QueuesPage },
    audit: { list: AuditPage },
    help: { list: HelpPage },
};

const sections: { title?: Name; names: Name[] }[] = [
    { names: ["today", "base", "contacts", "segments", "churn", "channels", "reports"] },
    { title: "work", names: ["campaigns", "automations", "tasks", "deals", "requests", "duplicates"] },
    { title: "setUp", names: ["forms", "imports", "outbox", "queues", "audit", "help"] },
];

export const App = () => {
    const [first = "today", id] = place.value.path;
    const page = pages[first as Name] ?? pages.today!;
    return (
        <>
            <a
                class="skip"
                href="#main"
                onClick={(event) => {
                    event.preventDefault();
                    document.getElementById("main")!.focus();
                }}
            >
                {words.value.skip}
            </a>
            <div class="app">
                <Rail current={first} />
                <main id="main" tabIndex={-1}>
                    {needsKey.value ? <KeyGate /> : page.one && id !== undefined ? <page.one id={id} key={id} /> : <page.list />}
                </main>
            </div>
            {isFinding.value && <Finder />}
            <Toast />
        </>
    );
};

// What is late or broken stands beside its section; who may not see it, sees nothing.
const useCounts = (): Partial<Record<Name, string>> => {
    const late = useGet<Page<Task>>(needsKey.value ? null : "tasks?state=overdue&take=100", 120);
    const queues = useGet<{ items: Queue[] }>(needsKey.value ? null : "ops/queues", 120, RECENT);
    const count = late.value?.items.length ?? 0;
    return {
        ...(count > 0 && { tasks: `${count}${late.value!.continuation ? "+" : ""}` }),
        ...(queues.value?.items.some((queue) => queue.poison > 0) && { queues: "!" }),
    };
};

const Rail = ({ current }: { current: string }) => {
    const counts = useCounts();
    return (
        <header class="rail">
            <a class="mark" href="#/">
                <img src="/api/dashboard/mark.svg" alt="" width="22" height="22" />
                <span>ClientBase</span>
            </a>
            <button
                class="find"
                onClick={() => {
                    isFinding.value = true;
                }}
            >
                {words.value.find}
                <kbd>Ctrl K</kbd>
            </button>
            <nav class="nav" aria-label={words.value.sections}>
                {sections.map(({ title, names }) => (
                    <>
                        {title && <h2>{words.value.nav[title]}</h2>}
                        {names.map((name) => (
                            <a
                                key={name}
                                href={name === "today" ? "#/" : `#/${name}`}
                                aria-current={current === name ? "page" : undefined}
                            >
                                {words.value.nav[name]}
                                {counts[name] && <i class="bad">{counts[name]}</i>}
                            </a>
                        ))}
                    </>
                ))}
            </nav>
            <div class="foot">
                <div class="row">
                    <Choice
                        label={words.value.language}
                        of={[
                            ["ru", "ru"],
                            ["en", "en"],
                        ]}
                        chosen={language.value}
                        choose={setLanguage}
                    />
                    <Choice
                        label={words.value.theme}
                        of={[
                            ["light", words.value.light],
                            ["dark", words.value.dark],
                        ]}
                        chosen={theme.value}
                        choose={setTheme}
                    />
                </div>
            </div>
        </header>
    );
};

const Choice = <T extends string>(props: { label: string; of: [T, string][]; chosen: string; choose: (value: T) => void }) => (
    <span class="tg" role="group" aria-label={props.label}>
        {props.of.map(([value, name]) => (
            <button key={value} aria-pressed={props.chosen === value} onClick={() => props.choose(value)}>
                {name}
            </button>
        ))}
    </span>
);
