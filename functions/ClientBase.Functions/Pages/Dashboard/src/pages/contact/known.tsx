import { day } from "../../format";
import { consentName } from "../../names";
import { Table } from "../../parts/sheet";
import { words } from "../../state";
import type { Contact, FieldValue } from "../../types";

export const Known = ({ contact }: { contact: Contact }) => {
    const said = words.value.card;
    const valueOf = (field: FieldValue): string => (typeof field === "string" ? field : field.value);
    const sourceOf = (field: FieldValue): string => (typeof field === "string" ? "" : `${field.source}, ${day(field.at)}`);
    const rows: [name: string, value: string, note: string][] = [
        ...contact.emails.map((email): [string, string, string] => [words.value.contacts.email, email, ""]),
        ...contact.phones.map((phone): [string, string, string] => [words.value.contacts.phone, phone, ""]),
        ...Object.entries(contact.fields)
            .filter(([name]) => !["firstName", "lastName", "patronymic", "name"].includes(name))
            .map(([name, field]): [string, string, string] => [said.fields[name] ?? name, valueOf(field), sourceOf(field)]),
        ...Object.entries(contact.custom).map(([name, field]): [string, string, string] => [
            name,
            valueOf(field),
            sourceOf(field),
        ]),
        ...Object.entries(contact.externalIds).map(([shop, ids]): [string, string, string] => [shop, ids.join(", "), ""]),
        [said.manager, contact.manager ?? "—", ""],
        [said.source, contact.source ?? "—", contact.firstSeenAt ? `${said.since} ${day(contact.firstSeenAt)}` : ""],
    ];
    return (
        <div class="cols c2">
            <dl class="known">
                {rows.map(([name, value, note], index) => (
                    <div key={index}>
                        <dt>{name}</dt>
                        <dd>
                            {value}
                            <small>{note}</small>
                        </dd>
                    </div>
                ))}
            </dl>
            <div>
                <h3>{said.consents}</h3>
                {contact.consents.length === 0 ? (
                    <p class="note">—</p>
                ) : (
                    <Table
                        rows={contact.consents}
                        columns={[
                            { name: "", of: (one) => consentName(one) },
                            {
                                name: "",
                                of: (one) => (
                                    <span class={one.granted ? "tag good" : "tag bad"}>{one.granted ? said.yes : said.no}</span>
                                ),
                            },
                            { name: "", of: (one) => `${day(one.at)}, ${one.source}` },
                        ]}
                    />
                )}
                {contact.mergedFrom.length > 0 && <p class="note mt2">{said.merged(contact.mergedFrom.length)}</p>}
            </div>
        </div>
    );
};
