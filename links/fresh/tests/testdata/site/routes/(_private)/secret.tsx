export default () => <h1>not a route</h1>;
