import { useState } from "preact/hooks";
import { useGet } from "../api";
import { moment } from "../format";
import { Await, Empty, Head, Section, Table } from "../parts/sheet";
import { words } from "../state";
import type { Page } from "../types";

interface Mail {
    id: string;
    channel: string;
    to: string;
    subject: string | null;
    html: string | null;
    text: string | null;
    at: string;
}

/** Mails as readers would see them. */
export const OutboxPage = () => {
    const said = words.value.outbox;
    const outbox = useGet<Page<Mail>>("outbox?take=200", 10);
    const [open, setOpen] = useState<string | null>(null);
    return (
        <>
            <Head title={said.title} />
            <Section ask={said.ask}>
                <Await of={outbox}>
                    {(page) => {
                        const mail = page.items.find((one) => one.id === open);
                        return page.items.length === 0 ? (
                            <Empty text={said.none} />
                        ) : (
                            <>
                                {mail && <Reader mail={mail} />}
                                <Table
                                    rows={page.items}
                                    columns={[
                                        {
                                            name: said.subject,
                                            of: (one) => (
                                                <button class="lnk" onClick={() => setOpen(one.id === open ? null : one.id)}>
                                                    {one.subject || one.text?.slice(0, 60) || one.channel}
                                                </button>
                                            ),
                                        },
                                        { name: said.to, of: (one) => one.to },
                                        { name: said.at, isNumber: true, of: (one) => moment(one.at) },
                                    ]}
                                />
                            </>
                        );
                    }}
                </Await>
            </Section>
        </>
    );
};

// A mail is a stranger's page: no script of it runs, and it reaches nothing of ours.
const Reader = ({ mail }: { mail: Mail }) => (
    <div class="mail">
        <p>
            <b>{mail.subject}</b>
            <br />
            <span class="m2">{mail.to}</span>
        </p>
        {mail.html ? <iframe sandbox="" title={mail.subject ?? mail.channel} srcdoc={mail.html} /> : <pre>{mail.text}</pre>}
    </div>
);
