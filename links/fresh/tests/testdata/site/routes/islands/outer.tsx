import { Outer } from "../../islands/Places.tsx";

export default () => <Outer />;
