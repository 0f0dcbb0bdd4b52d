import { RECENT, useGet } from "../../api";
import { day, number } from "../../format";
import { isProved, Lift, liftSaid, type LiftWords } from "../../parts/lift";
import { countEn, countRu, inBoth } from "../../parts/sayings";
import { Await, Section } from "../../parts/sheet";
import type { Holdout } from "../../types";
import type { Automation } from "./automation";
import { durationOf } from "./funnel";

interface Compared extends Holdout {
    since: string;
    within: string;
    sent: number;
}

interface Told extends LiftWords {
    ask: string;
    this: string;
    none: string;
    how: (within: string, since: string) => string;
    hundred: (withIt: string, without: string) => string;
    earned: (orders: number, missed: number) => string;
    lost: (orders: number) => string;
}

const en: Told = {
    ask: "Does it help?",
    this: "This automation",
    none: "Nobody is left without it, so nobody can say. With a holdout of 10 % one of ten is: set “holdout” to 0.1 below.",
    left: "Part of the people are left without it on purpose. The difference in orders is what it earns.",
    nobodyHeld: "Nobody has been left without it yet, so nobody can say.",
    works: (lift, low, high) => `It works: ${lift} orders, between ${low} and ${high}.`,
    harms: (lift) => `It does harm: ${lift} orders against those without it.`,
    unseen: "Too early to say: the difference may be chance.",
    early: (size) => `Too early to say: ${countEn(size, "person", "people")} left without it, and too few orders.`,
    needs: (needs, has) => `To decide it takes about ${needs} people without it. There are ${has}.`,
    mailed: (sent, without) => `${sent} with it, ${without} without`,
    axis: "more orders a person than without it, 95 times of 100",
    undecided: "not yet decidable",
    proved: "proved",
    people: "People",
    per: "Orders for 100 people",
    withIt: "With it",
    withoutIt: "Without it",
    how: (within, since) => `Since ${since}: orders of ${within} from entering.`,
    hundred: (withIt, without) => `100 people make ${withIt} orders with it and ${without} without.`,
    earned: (orders, missed) =>
        `About ${countEn(orders, "order", "orders")} would not be there without it; those left out would have made some ${missed} more. It is decided: a smaller holdout will do from now on.`,
    lost: (orders) =>
        `About ${countEn(orders, "order is", "orders are")} missing because of it. It is decided: switch it off, or change what it says.`,
};

const ru: Told = {
    ask: "Помогает ли она?",
    this: "Эта автоматизация",
    none: "Без неё не оставляют никого, так что сказать нельзя. При контрольной группе в 10 % без неё остаётся каждый десятый: задайте ниже «holdout» равным 0.1.",
    left: "Часть людей нарочно оставляют без неё. Разница в заказах и есть то, что она приносит.",
    nobodyHeld: "Без неё пока не остался никто, так что сказать нельзя.",
    works: (lift, low, high) => `Она работает: ${lift} заказов, от ${low} до ${high}.`,
    harms: (lift) => `Она вредит: ${lift} заказов против тех, кто без неё.`,
    unseen: "Пока нельзя сказать: разница может быть случайной.",
    early: (size) => `Пока нельзя сказать: без неё ${countRu(size, "человек", "человека", "человек")}, заказов слишком мало.`,
    needs: (needs, has) => `Чтобы решить, нужно около ${needs} человек без неё. Есть ${has}.`,
    mailed: (sent, without) => `с ней ${sent}, без неё ${without}`,
    axis: "насколько больше заказов на человека, чем без неё, 95 случаев из 100",
    undecided: "пока нельзя сказать",
    proved: "доказано",
    people: "Людей",
    per: "Заказов на 100 человек",
    withIt: "С ней",
    withoutIt: "Без неё",
    how: (within, since) => `С ${since}: заказы за ${within} после входа.`,
    hundred: (withIt, without) => `Сто человек делают ${withIt} заказа с ней и ${without} без неё.`,
    earned: (orders, missed) =>
        `Без неё не было бы примерно ${countRu(orders, "заказа", "заказов", "заказов")}; у оставленных без неё не хватает ещё около ${missed}. Это решено: дальше хватит контрольной группы поменьше.`,
    lost: (orders) =>
        `Из-за неё не хватает примерно ${countRu(orders, "заказа", "заказов", "заказов")}. Это решено: выключите её или измените то, что она говорит.`,
};

const said = inBoth(en, ru);

// What the difference comes to in orders, for all it was sent to and for all who were left out.
const decided = (of: Compared): string => {
    const [withIt, without] = [of.sentOrdersPerContact ?? 0, of.ordersPerContact ?? 0];
    const each = withIt - without;
    const told =
        each > 0
            ? said.value.earned(Math.round(each * of.sent), Math.round(each * of.size))
            : said.value.lost(Math.round(-each * of.sent));
    return `${said.value.hundred(number(withIt * 100, 1), number(without * 100, 1))} ${told}`;
};

/** Whether it earns more than doing nothing: by those who are left without it. */
export const Helped = ({ automation, path }: { automation: Automation; path: string }) => {
    const compared = useGet<Compared>(automation.holdout > 0 ? `${path}/holdout` : null, 0, RECENT);
    if (automation.holdout === 0) return <Section id="helped" ask={said.value.ask} answer={said.value.none} />;
    const found = compared.value;
    return (
        <Section id="helped" ask={said.value.ask} answer={found && liftSaid(found, said.value)}>
            <Await of={compared}>
                {(one) => (
                    <>
                        <Lift name={said.value.this} of={one} sent={one.sent} told={said.value} />
                        {isProved(one) && <p class="note mt2">{decided(one)}</p>}
                        <p class="m2 sm mt2">{said.value.how(durationOf(one.within), day(one.since))}</p>
                    </>
                )}
            </Await>
        </Section>
    );
};
