import Local from "./(_islands)/Local.tsx";

export default () => <Local />;
