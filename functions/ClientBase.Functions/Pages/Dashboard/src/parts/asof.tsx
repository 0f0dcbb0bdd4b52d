import type { Loaded } from "../api";
import { ago } from "../format";
import { inBoth } from "./sayings";

const said = inBoth(
    { asOf: (when: string) => `As of ${when}.`, again: "Count again" },
    { asOf: (when: string) => `Посчитано ${when}.`, again: "Пересчитать" },
);

/** Says how old figures are that are kept, and has them counted again. */
export const AsOf = ({ of }: { of: Loaded<unknown> }) =>
    of.at === undefined ? null : (
        <p class="m2 sm mt2">
            {said.value.asOf(ago(new Date(of.at).toISOString()))}{" "}
            <button class="lnk" onClick={of.again}>
                {said.value.again}
            </button>
        </p>
    );
