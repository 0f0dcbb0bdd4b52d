/** Other views of the same page. */
export const Tabs = ({ of }: { of: [to: string, name: string, isCurrent: boolean][] }) => (
    <p class="row chips">
        {of.map(([to, name, isCurrent]) => (
            <a key={to} class="btn s ghost" href={to} aria-current={isCurrent ? "true" : undefined}>
                {name}
            </a>
        ))}
    </p>
);
