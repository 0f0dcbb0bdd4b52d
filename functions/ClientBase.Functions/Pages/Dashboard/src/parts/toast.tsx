import { toast, words } from "../state";

/** What was just done, with its undo. */
export const Toast = () => {
    const said = toast.value;
    const undo = said?.undo;
    return (
        <div role="status">
            {said && (
                <div class="toast">
                    <span>{said.text}</span>
                    {undo && (
                        <button
                            onClick={() => {
                                toast.value = null;
                                undo();
                            }}
                        >
                            {words.value.undo}
                        </button>
                    )}
                </div>
            )}
        </div>
    );
};
