import { Values } from "../../islands/Values.tsx";

export default () => <Values fn={() => 1} />;
