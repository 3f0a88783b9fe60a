import { Values } from "../../islands/Values.tsx";
import { values } from "../../values.ts";

export default () => <Values {...values()} />;
