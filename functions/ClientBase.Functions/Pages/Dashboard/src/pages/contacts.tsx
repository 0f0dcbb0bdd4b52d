import { useState } from "preact/hooks";
import { useGet } from "../api";
import { day, money, number } from "../format";
import { Pair } from "../parts/ladders";
import { Await, type Column, Empty, Head, Section, Table } from "../parts/sheet";
import { go, place, words } from "../state";
import type { Contact, Page } from "../types";

const STEP = 50;

/** Finds people by any word of theirs. */
export const ContactsPage = () => {
    const said = words.value.contacts;
    const query = place.value.query;
    const [take, setTake] = useState(STEP);
    const q = query.get("q") ?? "";
    const segment = query.get("segment");
    const filter = new URLSearchParams({ take: String(take), ...(q && { q }), ...(segment && { segment }) });
    const found = useGet<Page<Contact>>(`contacts?${filter}`);
    const search = (event: Event): void => {
        event.preventDefault();
        go(`#/contacts?q=${encodeURIComponent(String(new FormData(event.currentTarget as HTMLFormElement).get("q")))}`);
    };
    return (
        <>
            <Head
                title={said.title}
                crumb={segment && said.inSegment(segment)}
                actions={
                    <form class="row" role="search" onSubmit={search} key={q}>
                        <input
                            class="inp"
                            name="q"
                            type="search"
                            defaultValue={q}
                            placeholder={words.value.findHint}
                            aria-label={words.value.findHint}
                        />
                        <button class="btn go">{words.value.find}</button>
                    </form>
                }
            />
            <Section ask={said.ask}>
                <Await of={found}>
                    {(page) =>
                        page.items.length > 0 ? (
                            <>
                                <People of={page.items} />
                                {page.continuation && (
                                    <p class="mt2">
                                        <button class="btn" onClick={() => setTake(take + 4 * STEP)}>
                                            {words.value.state.more}
                                        </button>
                                    </p>
                                )}
                            </>
                        ) : q || segment ? (
                            <Empty text={words.value.nothingFound} />
                        ) : (
                            <Empty text={said.empty} hint={said.emptyHint}>
                                <a class="btn go" href="#/forms">
                                    {said.putForm}
                                </a>
                                <a class="btn" href="#/imports">
                                    {said.loadTable}
                                </a>
                            </Empty>
                        )
                    }
                </Await>
            </Section>
        </>
    );
};

/** People as a table; of a sample what a rule goes by, and not how to reach them. */
export const People = ({ of, isSample }: { of: Contact[]; isSample?: boolean }) => {
    const said = words.value.contacts;
    const reached: Column<Contact>[] = [
        { name: said.email, of: (one) => one.emails[0] },
        { name: said.phone, of: (one) => <span class="nb">{one.phones[0]}</span> },
    ];
    const lives: Column<Contact>[] = [{ name: said.city, of: (one) => cityOf(one) }];
    return (
        <Table
            rows={of}
            columns={[
                {
                    name: said.name,
                    of: (one) => <a href={`#/contacts/${one.id}`}>{one.name.full || <span class="m2">{said.noName}</span>}</a>,
                },
                { name: said.colours, of: (one) => <Pair colours={one.colours} /> },
                ...(isSample ? lives : reached),
                { name: said.orders, isNumber: true, of: (one) => number(one.orders.count) },
                {
                    name: said.total,
                    isNumber: true,
                    of: (one) => (one.orders.count ? money(one.orders.total, one.orders.currency) : "—"),
                },
                { name: said.last, isNumber: true, of: (one) => day(one.orders.lastAt) },
            ]}
        />
    );
};

const cityOf = ({ fields: { city } }: Contact): string | undefined => (typeof city === "string" ? city : city?.value);
