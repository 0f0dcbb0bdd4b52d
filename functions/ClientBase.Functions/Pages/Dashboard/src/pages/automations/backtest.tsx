import { useState } from "preact/hooks";
import { type Problem, send } from "../../api";
import { number } from "../../format";
import { Bars, Figures, Section } from "../../parts/sheet";
import { said } from "./words";

interface Told {
    entered: number;
    wouldSend: number;
    stopped: Record<string, number>;
    boughtAnyway: number;
}

// Where what is kept does not tell, there are no figures and the notes say why.
type Trial = { notes: string[] } & (Told | { [name in keyof Told]: null });

/** What an automation would have done, tried on the past. */
export const Backtest = ({ path }: { path: string }) => {
    const [trial, set] = useState<Trial | null>(null);
    const [refused, refuse] = useState("");
    const [isTrying, setTrying] = useState(false);
    const run = (event: Event): void => {
        event.preventDefault();
        const days = String(new FormData(event.currentTarget as HTMLFormElement).get("days"));
        setTrying(true);
        refuse("");
        send<Trial>("POST", `${path}/backtest?days=${days}`)
            .then(set, (problem: Problem) => refuse(problem.message || String(problem.status)))
            .finally(() => setTrying(false));
    };
    return (
        <Section id="backtest" ask={said.value.past} answer={trial && trial.entered !== null ? said.value.tried(trial.entered, trial.wouldSend) : undefined}>
            <form class="row spans" onSubmit={run}>
                <label>
                    {said.value.days}{" "}
                    <select class="inp slim" name="days">
                        {[30, 90, 180, 365].map((days) => (
                            <option key={days} value={days} selected={days === 90}>
                                {days}
                            </option>
                        ))}
                    </select>
                </label>
                <button class="btn" disabled={isTrying}>
                    {said.value.try}
                </button>
                <span class="m2 sm">{said.value.notSent}</span>
            </form>
            {refused && <p class="errbox">{refused}</p>}
            {trial?.entered === null && <p class="note">{trial.notes.join(" ")}</p>}
            {trial && trial.entered !== null && (
                <>
                    <Figures
                        of={Object.entries(said.value.trial).map(([name, title]) => [title, number(trial[name as "entered"])])}
                    />
                    {Object.keys(trial.stopped).length > 0 && (
                        <div class="mt">
                            <h3>{said.value.stopped}</h3>
                            <Bars
                                rows={Object.entries(trial.stopped)
                                    .sort((a, b) => b[1] - a[1])
                                    .map(([reason, count]) => ({ name: reason, value: count, shown: number(count), colour: "var(--d0)" }))}
                            />
                        </div>
                    )}
                </>
            )}
        </Section>
    );
};
