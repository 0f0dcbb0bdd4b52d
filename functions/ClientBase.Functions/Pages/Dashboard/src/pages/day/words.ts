import { countEn, countRu, inBoth } from "../../parts/sayings";

const en = {
    title: "Today's work",
    day: "The day",
    doneTab: "Done",
    lead: (late: number, today: number, deals: number, requests: number) => {
        const parts = [
            late > 0 && `${countEn(late, "task is", "tasks are")} late`,
            today > 0 && `${countEn(today, "task", "tasks")} for today`,
            deals > 0 && `${countEn(deals, "deal waits", "deals wait")}`,
            requests > 0 && `${countEn(requests, "request is", "requests are")} open`,
        ].filter(Boolean);
        return parts.length > 0 ? `${parts.join(", ")}.` : "Nothing waits. A good day to call somebody who is leaving.";
    },
    late: "What is late?",
    today: "What is for today?",
    later: "What comes later?",
    deals: "Which deals wait?",
    requests: "Who wants an answer?",
    done: "What was done?",
    noneLate: "Nothing is late.",
    noneToday: "Nothing more for today.",
    noneLater: "Nothing is planned.",
    noneDeals: "No deal stands still.",
    noneRequests: "Everybody is answered.",
    noneDone: "Nothing was done yet.",
    dealsLead: (n: number, sum: string) => `${countEn(n, "deal stands", "deals stand")} still, ${sum} in all.`,
    dealsNote: (days: number) => `A deal waits when the day it was expected is past, or when nothing moved it for ${days} days.`,
    expired: (when: string) => `expected ${when}`,
    still: (when: string) => `not moved since ${when}`,
    result: "What came of it?",
    finish: "Done",
    finished: "Done.",
    tomorrow: "Tomorrow",
    moved: "Put off to tomorrow.",
    script: "What to say",
    everybody: "everybody's",
    whose: "Whose",
    nobody: "nobody's",
    answer: "Answer",
    open: (when: string) => `asked ${when}`,
    amount: "Amount",
    stage: "Stage",
    person: "Who",
    deal: "Deal",
    why: "Why it waits",
};

const ru: typeof en = {
    title: "Работа на сегодня",
    day: "День",
    doneTab: "Сделано",
    lead: (late, today, deals, requests) => {
        const parts = [
            late > 0 && `${countRu(late, "задача опоздала", "задачи опоздали", "задач опоздали")}`,
            today > 0 && `на сегодня ${countRu(today, "задача", "задачи", "задач")}`,
            deals > 0 && `${countRu(deals, "сделка ждёт", "сделки ждут", "сделок ждут")}`,
            requests > 0 && `без ответа ${countRu(requests, "обращение", "обращения", "обращений")}`,
        ].filter(Boolean);
        const text = parts.join(", ");
        return text
            ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
            : "Ничего не ждёт. Хороший день позвонить тому, кто уходит.";
    },
    late: "Что опоздало?",
    today: "Что на сегодня?",
    later: "Что дальше?",
    deals: "Какие сделки ждут?",
    requests: "Кто ждёт ответа?",
    done: "Что сделано?",
    noneLate: "Ничего не опоздало.",
    noneToday: "На сегодня больше ничего.",
    noneLater: "Ничего не запланировано.",
    noneDeals: "Ни одна сделка не стоит.",
    noneRequests: "Всем ответили.",
    noneDone: "Пока ничего не сделано.",
    dealsLead: (n, sum) => `${countRu(n, "сделка стоит", "сделки стоят", "сделок стоят")}, всего на ${sum}.`,
    dealsNote: (days) =>
        `Сделка ждёт, когда прошёл день, к которому её ждали, или её не двигали ${countRu(days, "день", "дня", "дней")}.`,
    expired: (when) => `ждали ${when}`,
    still: (when) => `не двигали с ${when}`,
    result: "Чем кончилось?",
    finish: "Сделано",
    finished: "Сделано.",
    tomorrow: "На завтра",
    moved: "Перенесено на завтра.",
    script: "Что сказать",
    everybody: "все",
    whose: "Чьи",
    nobody: "ничьи",
    answer: "Ответить",
    open: (when) => `открыто ${when}`,
    amount: "Сумма",
    stage: "Ступень",
    person: "Кто",
    deal: "Сделка",
    why: "Почему ждёт",
};

export const said = inBoth(en, ru);
