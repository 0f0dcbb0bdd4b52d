import { Swatch } from "../parts/ladders";
import { inBoth } from "../parts/sayings";
import { Head, Section, Table } from "../parts/sheet";
import { words } from "../state";

const said = inBoth(
    {
        colours: "What do the colours mean?",
        coloursNote:
            "Everybody stands on one rung of each ladder, funnel left and loyalty right. The strongest colour wins: the red ones first, then orders, then consent.",
        loyalty: "Loyalty",
        types: "Who is who?",
        rfm: "What to do with whom?",
        cells: "And by money and evenness?",
        cellsNote: "A, B, C: by share of revenue in a year. X orders evenly by month, Y less so, Z unevenly or for less than three months.",
        rules: "How is the base worked?",
        keys: "By keyboard",
        list: [
            "Write only to those who agreed: the base will not send to others, so ask in a questionnaire, not around it.",
            "Not more than three mails a week to one person. Who is over the cap goes with the next wave; nobody is lost.",
            "Leave a tenth without the mail once there are 2,000 people: otherwise nobody can say what it has earned.",
            "One manager a client. A second one hands over or asks for it, and says why.",
            "A talk is written down the same day: what was said, what follows, by when.",
            "Who does not buy in 60 days is left alone and asked again after 90, then dropped.",
            "Two cards that look like one person: look at the reasons. A merge can be undone any day.",
            "A table is loaded as a trial first. An opt-out is never undone by a table.",
            "Silence of a year: ask whether the address still lives, before you write to all of them.",
        ],
        shortcuts: [
            ["Ctrl K, /", "find a person"],
            ["Tab, Enter", "go and open"],
            ["Ctrl Space", "complete a rule"],
            ["Esc", "close"],
        ] as [string, string][],
    },
    {
        colours: "Что значат цвета?",
        coloursNote:
            "Каждый стоит на одной ступени каждой лестницы: слева воронка, справа лояльность. Побеждает сильнейший цвет: сначала красные, потом заказы, потом согласие.",
        loyalty: "Лояльность",
        types: "Кто есть кто?",
        rfm: "Что с кем делать?",
        cells: "А по деньгам и ровности?",
        cellsNote: "A, B, C — по доле выручки за год. X заказывает ровно по месяцам, Y менее ровно, Z неровно или меньше трёх месяцев.",
        rules: "Как работать с базой?",
        keys: "С клавиатуры",
        list: [
            "Пишите только согласившимся: другим база не отправит. Согласие просят в анкете, а не обходят.",
            "Не больше трёх писем в неделю одному человеку. Кто сверх предела, уйдёт в следующую волну; никто не теряется.",
            "Оставляйте десятую часть без письма, когда людей от 2 000: иначе не узнать, что оно заработало.",
            "У клиента один менеджер. Второй передаёт или просит передать и говорит почему.",
            "Разговор записывают в тот же день: что сказано, что дальше, к какому сроку.",
            "Кто не купил за 60 дней, того оставляют в покое, через 90 спрашивают снова, потом отпускают.",
            "Две карточки похожи на одного человека: посмотрите причины. Разделить можно в любой день.",
            "Таблицу сначала пробуют вхолостую. Отказ от писем никакая таблица не отменит.",
            "Год тишины: спросите, жив ли адрес, прежде чем писать всем таким.",
        ],
        shortcuts: [
            ["Ctrl K, /", "найти человека"],
            ["Tab, Enter", "перейти и открыть"],
            ["Ctrl Пробел", "подсказка в правиле"],
            ["Esc", "закрыть"],
        ],
    },
);

/** What colours and segments mean, and the rules of working the base. */
export const HelpPage = () => {
    const { base, types, rfm, advice } = words.value;
    return (
        <>
            <Head title={words.value.nav.help} />
            <Section id="rules" ask={said.value.rules}>
                <ol class="steps">
                    {said.value.list.map((rule) => (
                        <li key={rule}>{rule}</li>
                    ))}
                </ol>
            </Section>
            <Section id="colours" ask={said.value.colours}>
                <p class="note">{said.value.coloursNote}</p>
                <div class="cols c2">
                    <Meanings title="" of={Object.entries(base.rungs)} family="funnel" />
                    <Meanings title={said.value.loyalty} of={Object.entries(base.loyalRungs)} family="loyalty" />
                </div>
            </Section>
            <Section id="types" ask={said.value.types}>
                <Table
                    rows={Object.entries(base.typeRules)}
                    columns={[
                        { name: words.value.segments.name, of: ([id]) => <a href={`#/segments/${id}`}>{types[id]}</a> },
                        { name: words.value.segments.rule, of: ([, rule]) => rule },
                    ]}
                />
            </Section>
            <Section id="rfm" ask={said.value.rfm}>
                <Table
                    rows={Object.entries(base.rooms)}
                    columns={[
                        { name: "RFM", of: ([id]) => <a href={`#/segments/rfm-${id}`}>{rfm[id]}</a> },
                        { name: "", of: ([, what]) => what },
                    ]}
                />
            </Section>
            <Section id="cells" ask={said.value.cells}>
                <p class="note">{said.value.cellsNote}</p>
                <Table
                    rows={Object.entries(advice)}
                    columns={[
                        { name: "ABC-XYZ", of: ([id]) => <a href={`#/segments/abc-xyz-${id}`}>{id.toUpperCase()}</a> },
                        { name: "", of: ([, what]) => what },
                    ]}
                />
            </Section>
            <Section id="keys" ask={said.value.keys}>
                <Table
                    rows={said.value.shortcuts}
                    columns={[
                        { name: "", of: ([key]) => <kbd>{key}</kbd> },
                        { name: " ", of: ([, what]) => what },
                    ]}
                />
            </Section>
        </>
    );
};

const Meanings = ({ title, of, family }: { title: string; of: [string, string][]; family: string }) => (
    <div>
        {title && <h3>{title}</h3>}
        <ul class="list">
            {of.map(([colour, meaning]) => (
                <li key={colour} class="meaning">
                    <Swatch colour={colour} alone />
                    <a href={`#/segments/${family}-${colour}`}>{words.value.colours[colour]}</a>
                    <span class="d">{meaning}</span>
                </li>
            ))}
        </ul>
    </div>
);
