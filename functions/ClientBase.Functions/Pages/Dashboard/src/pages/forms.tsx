import { useGet } from "../api";
import { Await, Empty, Head, Section, Table } from "../parts/sheet";
import { language, words } from "../state";
import type { Form, Page } from "../types";

export const FormsPage = () => {
    const said = words.value.forms;
    const forms = useGet<Page<Form>>("forms?take=200");
    const snippet = (form: Form): string => `<script src="${location.origin}/api/forms/${form.id}/embed.js" async></script>`;
    return (
        <>
            <Head title={said.title} />
            <Section ask={said.ask}>
                <Await of={forms}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <Empty text={said.none} />
                        ) : (
                            <Table
                                rows={page.items}
                                columns={[
                                    {
                                        name: said.page,
                                        of: (form) => (
                                            <a
                                                href={`/api/forms/${encodeURIComponent(form.id)}/page`}
                                                target="_blank"
                                                rel="noopener"
                                            >
                                                {form.title?.[language.value] ?? form.id}
                                            </a>
                                        ),
                                    },
                                    { name: said.kind, of: (form) => form.kind },
                                    { name: said.snippet, of: (form) => <span class="mono">{snippet(form)}</span> },
                                ]}
                            />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};
