export default () => <h1>deep</h1>;
