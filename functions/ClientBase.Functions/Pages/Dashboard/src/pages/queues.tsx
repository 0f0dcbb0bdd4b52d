import { type Problem, RECENT, send, useGet } from "../api";
import { AsOf } from "../parts/asof";
import { ago, number } from "../format";
import { countEn, countRu, inBoth } from "../parts/sayings";
import { Await, Head, Section, Table } from "../parts/sheet";
import { say, words } from "../state";
import type { Page, Queue } from "../types";

const said = inBoth(
    {
        title: "Queues and settings",
        flow: "Does it flow?",
        idle: "Everything is worked off.",
        busy: (n: number) => `${countEn(n, "message waits", "messages wait")}. Nothing is lost while they do.`,
        stuck: "What got stuck?",
        stuckLead: (n: number, queue: string) =>
            `${countEn(n, "message", "messages")} of “${queue}” could not be worked off. They are kept: mend the cause and put them back.`,
        nothingStuck: "Nothing got stuck.",
        queue: "Queue",
        waiting: "Waiting",
        poison: "Stuck",
        replay: "Put all back",
        replayed: "Put back: they are tried again now.",
        cause: "Cause",
        what: "What it was",
        attempts: "Tries",
        when: "When",
        quiet: (n: number) => `and ${countEn(n, "queue is", "queues are")} empty`,
        missing: "What is not set up yet?",
        ready: "Everything that sends is set up.",
        unset: (n: number) =>
            `${countEn(n, "way", "ways")} of sending not set up: what would go there lands in the outbox or is refused.`,
        channels: { email: "E-mail", push: "Push", sms: "SMS", telegram: "Telegram", webhook: "Webhooks" } as Record<
            string,
            string
        >,
        set: (what: string) => `Set ${what}.`,
        toOutbox: "goes to the outbox",
        refused: "is refused",
        works: "works",
        secrets: (n: number) => `${countEn(n, "secret", "secrets")} not found in the vault.`,
        backup: "Backup",
        health: "Does storage answer?",
        healthy: "Tables, queues and blobs answer.",
        sick: (what: string) => `No answer: ${what}. What was accepted is safe.`,
        ms: (ms: number) => `${number(ms, 1)} ms`,
    },
    {
        title: "Очереди и настройки",
        flow: "Идёт ли работа?",
        idle: "Всё отработано.",
        busy: (n: number) =>
            `${countRu(n, "сообщение ждёт", "сообщения ждут", "сообщений ждут")}. Пока ждут, ничего не теряется.`,
        stuck: "Что застряло?",
        stuckLead: (n: number, queue: string) =>
            `${countRu(n, "сообщение", "сообщения", "сообщений")} из «${queue}» обработать не удалось. Они целы: исправьте причину и верните их.`,
        nothingStuck: "Ничего не застряло.",
        queue: "Очередь",
        waiting: "Ждут",
        poison: "Застряли",
        replay: "Вернуть все",
        replayed: "Вернули: сейчас пробуем снова.",
        cause: "Причина",
        what: "Что это было",
        attempts: "Попыток",
        when: "Когда",
        quiet: (n: number) => `и ещё ${countRu(n, "очередь пуста", "очереди пусты", "очередей пусты")}`,
        missing: "Что ещё не настроено?",
        ready: "Всё, что отправляет, настроено.",
        unset: (n: number) =>
            `Не настроено ${countRu(n, "способ", "способа", "способов")} отправки: что ушло бы туда, ложится в исходящие или не принимается.`,
        channels: { email: "Почта", push: "Push", sms: "SMS", telegram: "Telegram", webhook: "Вебхуки" },
        set: (what: string) => `Задайте ${what.replace(" or ", " или ").replace(" and ", " и ")}.`,
        toOutbox: "ложится в исходящие",
        refused: "не принимается",
        works: "работает",
        secrets: (n: number) => `В хранилище нет ${countRu(n, "секрета", "секретов", "секретов")}.`,
        backup: "Резервная копия",
        health: "Отвечает ли хранилище?",
        healthy: "Таблицы, очереди и файлы отвечают.",
        sick: (what: string) => `Не отвечает: ${what}. Принятое цело.`,
        ms: (ms: number) => `${number(ms, 1)} мс`,
    },
);

interface Poison {
    id: string;
    at: string;
    attempts: number;
    cause: string;
    summary: string;
}

interface Health {
    status: string;
    checks: Record<string, string>;
    dependencies: { name: string; status: string; latencyMs: number }[];
    notes: Record<string, Record<string, string>>;
}

/** Whether work flows, what got stuck, what is not set up. */
export const QueuesPage = () => {
    const queues = useGet<{ items: Queue[]; idle: boolean }>("ops/queues", RECENT, RECENT);
    const health = useGet<Health>("health", 60);
    const all = queues.value?.items ?? [];
    const stuck = all.filter((queue) => queue.poison > 0);
    const busy = all.filter((queue) => queue.waiting > 0 || queue.poison > 0);
    const waiting = all.reduce((sum, queue) => sum + queue.waiting, 0);
    return (
        <>
            <Head title={said.value.title} />
            {stuck.map((queue) => (
                <Stuck key={queue.queue} queue={queue} again={queues.again} />
            ))}
            <Section
                id="flow"
                ask={said.value.flow}
                answer={queues.value && (waiting > 0 ? said.value.busy(waiting) : said.value.idle)}
            >
                <Await of={queues}>
                    {() => (
                        <>
                            {busy.length > 0 && (
                                <Table
                                    rows={busy}
                                    columns={[
                                        { name: said.value.queue, of: (queue) => queue.queue },
                                        { name: said.value.waiting, isNumber: true, of: (queue) => number(queue.waiting) },
                                        {
                                            name: said.value.poison,
                                            isNumber: true,
                                            of: (queue) =>
                                                queue.poison > 0 ? <span class="tag bad">{number(queue.poison)}</span> : "0",
                                        },
                                    ]}
                                />
                            )}
                            <details class="mt2">
                                <summary>{said.value.quiet(all.length - busy.length)}</summary>
                                <p class="m1">
                                    {all
                                        .filter((queue) => !busy.includes(queue))
                                        .map((queue) => queue.queue)
                                        .join(", ")}
                                </p>
                            </details>
                        </>
                    )}
                </Await>
                {queues.value && stuck.length === 0 && <p class="note mt2">{said.value.nothingStuck}</p>}
                <AsOf of={queues} />
            </Section>
            <Await of={health}>{(value) => <Setup health={value} />}</Await>
        </>
    );
};

const Stuck = ({ queue, again }: { queue: Queue; again: () => void }) => {
    const path = `ops/poison/${encodeURIComponent(queue.queue)}`;
    const poison = useGet<Page<Poison>>(`${path}?take=50`);
    const replay = (): void => {
        send("POST", `${path}/replay`).then(
            () => {
                say(said.value.replayed);
                poison.again();
                again();
            },
            (problem: Problem) => say(problem.message),
        );
    };
    return (
        <Section id={`stuck-${queue.queue}`} ask={said.value.stuck} answer={said.value.stuckLead(queue.poison, queue.queue)}>
            <Await of={poison}>
                {(page) => (
                    <Table
                        rows={page.items}
                        columns={[
                            { name: said.value.cause, of: (one) => one.cause },
                            { name: said.value.what, of: (one) => one.summary },
                            { name: said.value.attempts, isNumber: true, of: (one) => number(one.attempts) },
                            { name: said.value.when, isNumber: true, of: (one) => ago(one.at) },
                        ]}
                    />
                )}
            </Await>
            <p class="mt2">
                <button class="btn go" onClick={replay}>
                    {said.value.replay}
                </button>
            </p>
        </Section>
    );
};

// "outbox: set Smtp__Host" and "not configured: set Smtp__Host" are two states of one lack.
const lackOf = (note: string): string | null => /: set (.+)$/.exec(note)?.[1] ?? null;

const Setup = ({ health }: { health: Health }) => {
    const { channels = {}, secrets = {}, backup = {} } = health.notes;
    const all = Object.entries(channels);
    const lacking = all.filter(([, note]) => lackOf(note) !== null).length;
    const sick = health.dependencies.filter((one) => one.status !== "Healthy").map((one) => one.name);
    return (
        <>
            <Section id="settings" ask={said.value.missing} answer={lacking > 0 ? said.value.unset(lacking) : said.value.ready}>
                <ul class="list">
                    {all.map(([name, note]) => {
                        const lack = lackOf(note);
                        return (
                            <li key={name}>
                                <i class={lack ? "dot wait" : "dot good"} />
                                <div>
                                    <span class="t">{said.value.channels[name] ?? name}</span>
                                    {lack && (
                                        <>
                                            <br />
                                            <span class="d">{said.value.set(lack)}</span>
                                        </>
                                    )}
                                </div>
                                <div class="w">
                                    {!lack
                                        ? said.value.works
                                        : note.startsWith("outbox")
                                          ? said.value.toOutbox
                                          : said.value.refused}
                                </div>
                            </li>
                        );
                    })}
                    {Object.entries(secrets).map(([name, why]) => (
                        <li key={name}>
                            <i class="dot bad" />
                            <div>
                                <span class="t mono">{name}</span>
                                <br />
                                <span class="d">{why}</span>
                            </div>
                        </li>
                    ))}
                    {Object.entries(backup).map(([name, note]) => (
                        <li key={`backup-${name}`}>
                            <i class="dot todo" />
                            <span class="t">{said.value.backup}</span>
                            <div class="w">{note}</div>
                        </li>
                    ))}
                </ul>
            </Section>
            <Section
                id="health"
                ask={said.value.health}
                answer={sick.length > 0 ? said.value.sick(sick.join(", ")) : said.value.healthy}
            >
                <Table
                    rows={health.dependencies}
                    columns={[
                        { name: words.value.table, of: (one) => one.name },
                        {
                            name: "",
                            of: (one) => <span class={one.status === "Healthy" ? "tag good" : "tag bad"}>{one.status}</span>,
                        },
                        { name: "", isNumber: true, of: (one) => said.value.ms(one.latencyMs) },
                    ]}
                />
            </Section>
        </>
    );
};
