import Runtime from "../../islands/Runtime.tsx";

export default () => <Runtime />;
