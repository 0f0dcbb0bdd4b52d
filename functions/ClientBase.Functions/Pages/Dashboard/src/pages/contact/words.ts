import { countEn, countRu, inBoth } from "../../parts/sayings";

const en = {
    habit: (days: number) =>
        `Usually buys ${days < 45 ? `every ${countEn(Math.round(days), "day", "days")}` : `every ${countEn(Math.round(days / 30.4), "month", "months")}`}`,
    overdue: (days: number) => `; the next order is ${countEn(Math.round(days), "day", "days")} later than usual.`,
    soon: (when: string) => `; the next order may come by ${when}.`,
    next: "next",
    bar: (when: string, sum: string) => `${when}: ${sum}`,
    chart: (n: number, from: string, to: string) => `${countEn(n, "order", "orders")} from ${from} to ${to}`,
    when: "When",
    order: "Order",
    what: "What",
    sum: "Sum",
    work: "What is to be done?",
    none: "Nothing is planned with this person.",
    lead: (tasks: number, deals: number, requests: number) =>
        [
            tasks && countEn(tasks, "task", "tasks"),
            deals && countEn(deals, "deal", "deals"),
            requests && countEn(requests, "open request", "open requests"),
        ]
            .filter(Boolean)
            .join(", ") + ".",
    deal: "Deal",
    request: "Request",
    finish: "Done",
    finished: "Done.",
    doubles: "Is there a double?",
    look: "Look for doubles",
    noDoubles: "Nobody looks like this person.",
};

const ru: typeof en = {
    habit: (days) =>
        `Обычно покупает раз в ${days < 45 ? countRu(Math.round(days), "день", "дня", "дней") : countRu(Math.round(days / 30.4), "месяц", "месяца", "месяцев")}`,
    overdue: (days) => `; следующий заказ запаздывает на ${countRu(Math.round(days), "день", "дня", "дней")}.`,
    soon: (when) => `; следующий заказ может прийти к ${when}.`,
    next: "следующий",
    bar: (when, sum) => `${when}: ${sum}`,
    chart: (n, from, to) => `${countRu(n, "заказ", "заказа", "заказов")} с ${from} по ${to}`,
    when: "Когда",
    order: "Заказ",
    what: "Что",
    sum: "Сумма",
    work: "Что сделать?",
    none: "С этим человеком ничего не запланировано.",
    lead: (tasks, deals, requests) =>
        [
            tasks && countRu(tasks, "задача", "задачи", "задач"),
            deals && countRu(deals, "сделка", "сделки", "сделок"),
            requests && countRu(requests, "обращение без ответа", "обращения без ответа", "обращений без ответа"),
        ]
            .filter(Boolean)
            .join(", ") + ".",
    deal: "Сделка",
    request: "Обращение",
    finish: "Сделано",
    finished: "Сделано.",
    doubles: "Нет ли двойника?",
    look: "Поискать двойников",
    noDoubles: "На этого человека никто не похож.",
};

export const said = inBoth(en, ru);
