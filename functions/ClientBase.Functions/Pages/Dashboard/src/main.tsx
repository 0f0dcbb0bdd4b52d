import "./focus";
import { render } from "preact";
import "./styles/tokens.css";
import "./styles/app.css";
import "./styles/pages.css";
import { App } from "./app";

render(<App />, document.getElementById("app")!);
