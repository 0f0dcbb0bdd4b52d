import { money, number, percent } from "../../format";
import { Figures, Section, Table } from "../../parts/sheet";
import { words } from "../../state";
import type { CampaignReport } from "../../types";
import { told } from "./words";

/** What came of it, in one sentence; what is not known is not told. */
export const cameOf = (of: CampaignReport): string => {
    const part = (n: number | null, say: (n: number, share: string) => string): string =>
        n === null || of.sent === 0 ? "" : say(n, percent(n / of.sent, 0));
    const orders =
        of.sent > 0 && of.orders !== null && of.orders > 0 ? told.value.brought(of.orders, money(of.revenue, of.currency)) : "";
    return told.value.came(of.sent, part(of.opened, told.value.opened), part(of.clicked, told.value.clicked)) + orders;
};

export const Results = ({ of }: { of: CampaignReport }) => {
    const shown = (name: string): string =>
        name === "revenue" ? money(of.revenue, of.currency) : name === "roi" ? percent(of.roi, 0) : number(of[name as "opened"]);
    return <Figures of={Object.entries(words.value.campaigns.figures).map(([name, title]) => [title, shown(name)])} />;
};

export const Variants = ({ of }: { of: CampaignReport }) => {
    const { ab } = of;
    const answer = ab?.winner ? (ab.decided ? told.value.won : told.value.chosen)(ab.winner) : told.value.open;
    return (
        <Section id="variants" ask={told.value.variants} answer={answer}>
            <Table
                rows={of.variants}
                columns={[
                    { name: told.value.variant, of: (one) => <b>{one.id}</b> },
                    { name: told.value.sent, isNumber: true, of: (one) => number(one.sent) },
                    { name: words.value.campaigns.figures.opened, isNumber: true, of: (one) => number(one.opened) },
                    { name: words.value.campaigns.figures.clicked, isNumber: true, of: (one) => number(one.clicked) },
                    { name: "%", isNumber: true, of: (one) => percent(one.sent ? one.clicked / one.sent : null) },
                    { name: words.value.campaigns.figures.orders, isNumber: true, of: (one) => number(one.ordered) },
                ]}
            />
            {!ab?.winner && ab?.needs && (
                <p class="doubt">
                    {told.value.needsEach(number(ab.needs), number(Math.min(...of.variants.map((one) => one.sent))))}
                </p>
            )}
        </Section>
    );
};
