import { useGet } from "../../api";
import { Await, Empty, Head, Section, Table } from "../../parts/sheet";
import { language } from "../../state";
import type { Form, Page } from "../../types";
import type { Draft, Kinds } from "./draft";
import { said } from "./words";

export const FormsPage = () => {
    const forms = useGet<Page<Form & Draft>>("forms?take=200");
    const kinds = useGet<Kinds>("form-kinds");
    const kindOf = (form: Form) => kinds.value?.kinds.find((kind) => kind.id === form.kind);
    const asks = (form: Form & Draft): string =>
        (form.fields?.length ? form.fields : (kindOf(form)?.fields ?? []))
            .map(
                (field) =>
                    field.label?.[language.value] ??
                    kinds.value?.fields.find((one) => one.name === field.name)?.label[language.value] ??
                    field.name,
            )
            .join(", ");
    return (
        <>
            <Head
                title={said.value.title}
                actions={
                    <a class="btn go" href="#/forms/+">
                        {said.value.fresh}
                    </a>
                }
            />
            <Section
                ask={said.value.ask}
                answer={forms.value && (forms.value.items.length > 0 ? said.value.lead(forms.value.items.length) : undefined)}
            >
                <Await of={forms}>
                    {(page) =>
                        page.items.length === 0 ? (
                            <Empty text={said.value.none}>
                                <a class="btn" href="#/forms/+">
                                    {said.value.fresh}
                                </a>
                            </Empty>
                        ) : (
                            <Table
                                rows={page.items}
                                columns={[
                                    {
                                        name: said.value.title,
                                        of: (form) => (
                                            <a href={`#/forms/${encodeURIComponent(form.id)}`}>
                                                {form.title?.[language.value] ?? kindOf(form)?.title[language.value] ?? form.id}
                                            </a>
                                        ),
                                    },
                                    { name: said.value.kind, of: (form) => kindOf(form)?.title[language.value] ?? form.kind },
                                    { name: said.value.asks, of: (form) => <span class="m1 clamp">{asks(form)}</span> },
                                    {
                                        name: said.value.page,
                                        of: (form) => (
                                            <a
                                                href={`/api/forms/${encodeURIComponent(form.id)}/page`}
                                                target="_blank"
                                                rel="noopener"
                                            >
                                                {said.value.look}
                                            </a>
                                        ),
                                    },
                                ]}
                            />
                        )
                    }
                </Await>
            </Section>
        </>
    );
};
